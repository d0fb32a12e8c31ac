/* src/hosted/exec_hooks.cpp: the hooks of exec over the machine's memory */
#include <sys/random.h>

#include <kspawn/errno.h>
#include <kspawn/futex.h>

#include "cpu.h"
#include "host_error.hpp"
#include "inject.hpp"
#include "machine.hpp"
#include "mm.hpp"
#include "port.hpp"
#include "process.hpp"
#include "scheduler.hpp"
#include "trace.hpp"

using namespace kspawn::hosted;

namespace {

constexpr uintptr_t pie_base = 0x11000000;
constexpr uintptr_t interp_base = 0x12000000;
constexpr size_t stack_size = 1 << 20;

} // namespace

int kspawn_mm_new(kspawn_mm **out, kspawn_user_layout *layout)
{
	may_sleep();
	if (inject::fails())
		return -KSPAWN_ENOMEM;
	*out = new kspawn_mm(the_machine().memory);
	*layout = {};
	layout->low = user_low;
	layout->high = user_high;
	layout->pie_base = pie_base;
	layout->interp_base = interp_base;
	layout->stack_top = user_high;
	layout->stack_size = stack_size;
	layout->page_size = page_size;
	layout->sysinfo = KSPAWN_CODE_ADDRESS(kspawn_hosted_gate);
	layout->platform = KSPAWN_VARIANT;
	return 0;
}

int kspawn_mm_map(kspawn_mm *mm, uintptr_t addr, size_t len, int prot, const kspawn_image *image, uint64_t offset,
		  size_t file_len)
{
	may_sleep();
	return mm->map({ addr, addr + len, prot, image ? image_of(*image) : nullptr, offset, file_len });
}

int kspawn_mm_write(kspawn_mm *mm, uintptr_t to, const void *from, size_t n)
{
	may_sleep();
	return mm->copy(to, const_cast<void *>(from), n, intent::force_write);
}

int kspawn_exec_unshare(kspawn_task *task)
{
	may_sleep();
	return process::of(task).unshare();
}

void kspawn_mm_commit(kspawn_task *task, kspawn_mm *mm, const kspawn_program *program)
{
	kspawn_futex_exit(task);
	may_sleep();
	migrate(0); /* where user tasks run */
	process &p = process::of(task);
	mm_put(p.mm);
	p.mm = mm;
	p.fresh_user_state();
	kspawn_signal_exec(task);
	trace_exec(p, *program);
	may_sleep();
}

void kspawn_mm_drop(kspawn_mm *mm)
{
	may_sleep();
	mm_put(mm);
}

void kspawn_random(void *to, size_t n)
{
	may_sleep();
	check(getrandom(to, n, 0) == ssize_t(n) ? 0 : -1, "getrandom"); /* 16 bytes are never cut */
}
