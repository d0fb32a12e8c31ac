/* src/generic/exec_stack.hpp: the stack that a program finds at its first instruction */
#ifndef KSPAWN_EXEC_STACK_HPP
#define KSPAWN_EXEC_STACK_HPP

#include "elf_interp.hpp"
#include "exec_strings.hpp"

struct exec_args {
	const char *path; /* kernel memory */
	exec_strings argv, envp;
	exec_strings script = {}; /* if there are any, in place of argv[0] */
};

/// Maps the stack of `mm` and lays it out; `sp` points to argc. -E2BIG,
/// -EFAULT, or what the hooks say; then `mm` is only good for kspawn_mm_drop.
extern "C" [[nodiscard]] int kspawn_exec_stack(kspawn_mm *mm, const kspawn_user_layout &layout,
					       const elf_pair &pair, exec_args &args, uintptr_t &sp);
#endif
