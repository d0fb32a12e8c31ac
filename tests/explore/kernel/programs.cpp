/* tests/explore/kernel/programs.cpp: programs: an image is the number of a function */
#include "internal.hpp"
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <elf.h>

using namespace explore;

namespace kernel {

int open_images;

namespace {

program programs[64];
int programs_n;

} // namespace

int program_number(program p)
{
	for (int i = 0; i < programs_n; i++)
		if (programs[i] == p)
			return i;
	if (programs_n == 64)
		fail("too many programs");
	programs[programs_n] = p;
	return programs_n++;
}

const char *program_path(program p)
{
	static char paths[64][16];
	const int n = program_number(p);
	snprintf(paths[n], sizeof(paths[n]), "/%d", n);
	return paths[n];
}

void programs_reset()
{
	programs_n = 0;
	open_images = 0;
}

void run_program(kspawn_pt_regs *regs)
{
	const uintptr_t n = (regs->ip - user_text) / 16;
	if (n >= uintptr_t(programs_n))
		fail("no such program");
	programs[n](long(regs->di));
	fail("a program returned");
}

} // namespace kernel

using namespace kernel;

int kspawn_image_open(const char *path, kspawn_image *out)
{
	may_sleep("image_open");
	out->file = reinterpret_cast<void *>(uintptr_t(atoi(path + 1)) + 1);
	out->size = 4096;
	open_images++;
	return 0;
}

int kspawn_image_read(const kspawn_image *image, uint64_t offset, void *to, size_t n)
{
	may_sleep("image_read");
	struct {
		Elf64_Ehdr h;
		Elf64_Phdr p;
	} file = {};
	memcpy(file.h.e_ident, ELFMAG, SELFMAG);
	file.h.e_ident[EI_CLASS] = ELFCLASS64;
	file.h.e_ident[EI_DATA] = ELFDATA2LSB;
	file.h.e_ident[EI_VERSION] = EV_CURRENT;
	file.h.e_type = ET_EXEC;
	file.h.e_machine = EM_X86_64;
	file.h.e_version = EV_CURRENT;
	file.h.e_entry = user_text + 16 * (uintptr_t(image->file) - 1);
	file.h.e_phoff = sizeof(file.h);
	file.h.e_ehsize = sizeof(file.h);
	file.h.e_phentsize = sizeof(file.p);
	file.h.e_phnum = 1;
	file.p = { PT_LOAD, PF_R | PF_X, 0, user_text, user_text, 4096, 4096, 4096 };
	memset(to, 0, n);
	if (offset < sizeof(file))
		memcpy(to, reinterpret_cast<unsigned char *>(&file) + offset, n < sizeof(file) - offset ? n : sizeof(file) - offset);
	return 0;
}

void kspawn_image_close(kspawn_image *image)
{
	may_sleep("image_close");
	if (!image->file)
		fail("an image is closed twice");
	image->file = nullptr;
	open_images--;
}

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
	hproc &h = host_of(task);
	if (h.res[KSPAWN_RES_MM])
		put_thing(h.res[KSPAWN_RES_MM]);
	h.res[KSPAWN_RES_MM] = reinterpret_cast<counted *>(mm);
	for (int what = KSPAWN_RES_FILES; what < KSPAWN_RES_COUNT; what++)
		if (!h.res[what])
			h.res[what] = new_thing("a resource");
}

void kspawn_mm_drop(kspawn_mm *mm)
{
	may_sleep("mm_drop");
	put_thing(reinterpret_cast<counted *>(mm));
}

void kspawn_random(void *to, size_t n)
{
	memset(to, 1, n);
}
