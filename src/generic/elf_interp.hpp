/* src/generic/elf_interp.hpp: a program together with the interpreter it asks for */
#ifndef KSPAWN_ELF_INTERP_HPP
#define KSPAWN_ELF_INTERP_HPP

#include "elf.hpp"

/// Where the interpreter's path is read to.
struct path_room {
	char *bytes;
	size_t size;
};

struct elf_pair {
	elf_program program;
	uintptr_t base;	 /* AT_BASE: the interpreter's bias, 0 if there is none */
	uintptr_t start; /* where the task begins: the interpreter's entry, or else the program's */
};

/// Maps both into `mm`; -ENOEXEC, -E2BIG if the interpreter's path has no room,
/// or what the hooks say; then `mm` is only good for kspawn_mm_drop.
extern "C" [[nodiscard]] int kspawn_elf_load_pair(const kspawn_image &image, kspawn_mm *mm,
						  const kspawn_user_layout &layout, const path_room &room, elf_pair &pair);
#endif
