/* tests/explore/kernel/memory.cpp: address spaces of programs, without pages */
#include <kspawn/futex.h>

#include "internal.hpp"

using namespace explore;

using namespace kernel;

int kspawn_mm_new(kspawn_mm **out, kspawn_user_layout *layout)
{
	may_sleep("mm_new");
	*out = reinterpret_cast<kspawn_mm *>(new_thing("an address space"));
	event(alloc_object, op_alloc, true);
	*layout = {};
	layout->low = 0x10000;
	layout->high = 0x800000;
	layout->pie_base = 0x600000;
	layout->interp_base = 0x680000;
	layout->stack_top = 0x800000;
	layout->stack_size = 0x10000;
	layout->page_size = 4096;
	return 0;
}

int kspawn_mm_map(kspawn_mm *, uintptr_t, size_t, int, const kspawn_image *, uint64_t, size_t)
{
	may_sleep("mm_map");
	return 0;
}

int kspawn_mm_write(kspawn_mm *, uintptr_t, const void *, size_t)
{
	may_sleep("mm_write");
	return 0;
}

void kspawn_mm_commit(kspawn_task *task, kspawn_mm *mm, const kspawn_program *)
{
	may_sleep("mm_commit");
	if (task != kspawn_current())
		fail("mm_commit of another");
	if (task->leader != task || task->threads != 1)
		fail("mm_commit of a task that is not alone");
	kspawn_futex_exit(task);
	hproc &h = host_of(task);
	if (h.res[KSPAWN_RES_MM])
		put_thing(h.res[KSPAWN_RES_MM]);
	h.res[KSPAWN_RES_MM] = reinterpret_cast<counted *>(mm);
	for (int what = KSPAWN_RES_FILES; what < KSPAWN_RES_COUNT; what++)
		if (!h.res[what])
			h.res[what] = new_thing("a resource");
	if (playing->layer5)
		kspawn_signal_exec(task);
}

void kspawn_mm_drop(kspawn_mm *mm)
{
	may_sleep("mm_drop");
	put_thing(reinterpret_cast<counted *>(mm));
}
