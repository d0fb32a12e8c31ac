/* src/generic/exec_stack.hpp: the stack that a program finds at its first instruction */
#ifndef KSPAWN_EXEC_STACK_HPP
#define KSPAWN_EXEC_STACK_HPP

#include "elf_interp.hpp"
#include "exec_args.hpp"

/// Maps the stack of `mm` and lays out there what was measured; `sp` points to
/// argc. -E2BIG, -EFAULT, or what the hooks say; then `mm` is only good for
/// kspawn_mm_drop.
extern "C" [[nodiscard]] int kspawn_exec_stack(kspawn_mm *mm, const kspawn_user_layout &layout, const elf_pair &pair,
					       exec_args &args, uintptr_t &sp);
#endif
