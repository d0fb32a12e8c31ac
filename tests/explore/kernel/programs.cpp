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
	file.h.e_machine = KSPAWN_ELF_MACHINE;
	file.h.e_version = EV_CURRENT;
	file.h.e_entry = user_text + 16 * (uintptr_t(image->file) - 1);
	file.h.e_phoff = sizeof(file.h);
	file.h.e_ehsize = sizeof(file.h);
	file.h.e_phentsize = sizeof(file.p);
	file.h.e_phnum = 1;
	file.p = { PT_LOAD, PF_R | PF_X, 0, user_text, user_text, 4096, 4096, 4096 };
	memset(to, 0, n);
	if (offset < sizeof(file))
		memcpy(to, reinterpret_cast<unsigned char *>(&file) + offset,
		       n < sizeof(file) - offset ? n : sizeof(file) - offset);
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

void kspawn_random(void *to, size_t n) { memset(to, 1, n); }
