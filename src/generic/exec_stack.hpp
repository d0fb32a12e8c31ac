/* src/generic/exec_stack.hpp: the stack that a program finds at its first instruction */
#ifndef KSPAWN_EXEC_STACK_HPP
#define KSPAWN_EXEC_STACK_HPP

#include "elf_interp.hpp"
#include "exec_args.hpp"

/// The address of argc is `sp`, or below it if the stack grows up.
struct stack_start {
	uintptr_t sp, argc;
};

/// Maps the stack of `mm` and writes the measured strings, their pointers and auxv
/// there. -E2BIG, -EFAULT, or errors of the hooks. On error, the caller must drop `mm`.
extern "C" [[nodiscard]] int kspawn_exec_stack(kspawn_mm *mm, const kspawn_user_layout &layout, const elf_pair &pair,
					       exec_args &args, stack_start &start);
#endif
