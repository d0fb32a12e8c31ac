/* src/generic/elf_interp.hpp: a program together with the interpreter it asks for */
#ifndef KSPAWN_ELF_INTERP_HPP
#define KSPAWN_ELF_INTERP_HPP

#include "elf.hpp"

struct elf_pair {
	elf_program program;
	uintptr_t base;  /* AT_BASE: the interpreter's bias, 0 if there is none */
	uintptr_t start; /* where the task starts: the entry of the interpreter, or else of the program */
	uintptr_t bias;  /* of the file that has it */
};

/// Maps both into `mm`. kspawn_elf_begin has filled in `program`. -ENOEXEC; of an interpreter -EIO (its path or its header
/// is cut off), -ELIBBAD, -EINVAL, -ENAMETOOLONG, -E2BIG (no room for its path); errors of
/// the hooks; or ELF_KILLS. On error, the caller must drop `mm`.
extern "C" [[nodiscard]] int kspawn_elf_load_pair(elf_image &program, kspawn_mm *mm, const kspawn_user_layout &layout,
						  const read_room &room, elf_pair &pair);
#endif
