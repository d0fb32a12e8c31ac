/* src/generic/exec_aux.hpp: the auxiliary vector of a program */
#ifndef KSPAWN_EXEC_AUX_HPP
#define KSPAWN_EXEC_AUX_HPP

#include "elf_interp.hpp"

/// The contents of a program's stack, in the direction in which it grows; the tables
/// start at `argc`.
struct stack_places {
	uintptr_t platform, execfn, random, strings, argc, sp;
};

/* Unnamed, so that an object built without inlining has no weak copies. */
namespace {

/* Linux's numbers, getauxval(3). */
enum aux_type {
	AT_NULL = 0,
	AT_PHDR = 3,
	AT_PHENT = 4,
	AT_PHNUM = 5,
	AT_PAGESZ = 6,
	AT_BASE = 7,
	AT_FLAGS = 8,
	AT_ENTRY = 9,
	AT_UID = 11,
	AT_EUID = 12,
	AT_GID = 13,
	AT_EGID = 14,
	AT_PLATFORM = 15,
	AT_HWCAP = 16,
	AT_CLKTCK = 17,
	AT_SECURE = 23,
	AT_RANDOM = 25,
	AT_HWCAP2 = 26,
	AT_EXECFN = 31,
	AT_SYSINFO = 32,
};

/// Calls put(type, value) for each entry.
template <typename Put>
void for_each_aux(const kspawn_user_layout &layout, const elf_pair &pair, const stack_places &at, Put put)
{
	const elf_program &program = pair.program;
	if (layout.sysinfo != 0)
		put(AT_SYSINFO, layout.sysinfo);
	put(AT_HWCAP, layout.hwcap);
	put(AT_PAGESZ, layout.page_size);
	put(AT_CLKTCK, 100);
	put(AT_PHDR, program.phdr);
	put(AT_PHENT, sizeof(elf_segment_t));
	put(AT_PHNUM, program.phnum);
	put(AT_BASE, pair.base);
	put(AT_FLAGS, 0);
	put(AT_ENTRY, program.entry);
	put(AT_UID, layout.uid);
	put(AT_EUID, layout.euid);
	put(AT_GID, layout.gid);
	put(AT_EGID, layout.egid);
	put(AT_SECURE, 0);
	put(AT_RANDOM, at.random);
	put(AT_HWCAP2, layout.hwcap2);
	put(AT_EXECFN, at.execfn);
	if (layout.platform != nullptr)
		put(AT_PLATFORM, at.platform);
	put(AT_NULL, 0);
}

} // namespace
#endif
