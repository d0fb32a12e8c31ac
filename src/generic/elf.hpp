/* src/generic/elf.hpp: from a file to segments in memory */
#ifndef KSPAWN_ELF_HPP
#define KSPAWN_ELF_HPP

#include <kspawn/host.h>

/// What the rest of an exec wants to know of a loaded file.
struct elf_program {
	uintptr_t entry;
	uintptr_t phdr; /* address of the program headers, 0 if no segment holds them */
	size_t phent;	/* bytes */
	size_t phnum;
	bool exec_stack;
	uintptr_t bias;	      /* from an address in the file to one in memory */
	uintptr_t low, high;  /* all segments lie in [low, high) */
	uint64_t interp;      /* offset in the file of the interpreter's path */
	uint64_t interp_size; /* bytes with its NUL; 0: there is none */
};

/// Where a file may go.
struct elf_room {
	uintptr_t pie_base;
	uintptr_t taken, taken_end; /* [taken, taken_end) is another file's */
};

/// Maps the segments of a file into `mm`. -ENOEXEC for whatever is not a sound
/// program of this port, or what the hooks say; then `mm` is only good for
/// kspawn_mm_drop.
extern "C" [[nodiscard]] int kspawn_elf_load(const kspawn_image &image, kspawn_mm *mm, const kspawn_user_layout &layout,
					     const elf_room &room, elf_program &program);
#endif
