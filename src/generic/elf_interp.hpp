/* src/generic/elf_interp.hpp: a program together with the interpreter it asks for */
#ifndef KSPAWN_ELF_INTERP_HPP
#define KSPAWN_ELF_INTERP_HPP

#include "elf.hpp"

struct elf_pair {
	elf_program program;
	uintptr_t base;	 /* AT_BASE: the interpreter's bias, 0 if there is none */
	uintptr_t start; /* where the task begins: the interpreter's entry, or else the program's */
	uintptr_t bias;  /* of the file that has it */
};

/// Maps both into `mm`. -ENOEXEC; of an interpreter -EIO (its path or its header
/// is cut off), -ELIBBAD, -EINVAL, -ENAMETOOLONG, -E2BIG (no room for its path); what the hooks
/// say; or ELF_KILLS. Then `mm` is only good for kspawn_mm_drop.
extern "C" [[nodiscard]] int kspawn_elf_load_pair(const kspawn_image &image, kspawn_mm *mm,
						  const kspawn_user_layout &layout, const read_room &room, elf_pair &pair);
#endif
