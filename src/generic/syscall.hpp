/* src/generic/syscall.hpp: a system call of layers 0 to 4 */
#ifndef KSPAWN_SYSCALL_HPP
#define KSPAWN_SYSCALL_HPP

#include <kspawn/pt_regs.h>
#include <kspawn/syscall.h>

namespace {

inline uintptr_t arg(const kspawn_pt_regs *regs, unsigned n) { return kspawn_pt_regs_arg(regs, n); }

} // namespace

constexpr long not_of_core = INTPTR_MIN; /* no call's result */

/// Returns the result of the call in *regs, or not_of_core if its number is another's.
extern "C" long kspawn_core_syscall(const kspawn_pt_regs *regs);

#endif
