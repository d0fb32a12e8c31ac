/* riscv64 start_thread.cpp: the registers of a new program, and which may enter user mode */
#include <kspawn/arch.h>
#include <kspawn/arch/ptrace.h>
#include <kspawn/contract.hpp>

namespace {

constexpr uint64_t spie = 1 << 5, uxl_64 = uint64_t(2) << 32;
constexpr uint64_t fixed = spie | (KSPAWN_WORD == 8 ? uxl_64 : 0);
/// VS, FS, XS and SD, which say what of the user's state is dirty.
/// (Privileged Architecture, 4.1.1)
constexpr uint64_t status_of_user = 3 << 9 | 3 << 13 | 3 << 15 | uint64_t(1) << (8 * KSPAWN_WORD - 1);

} // namespace

void kspawn_start_thread(kspawn_pt_regs *regs, uintptr_t entry, uintptr_t usp)
{
	regs->pc = entry;
	regs->sp = usp;
	regs->status = KSPAWN_USER_STATUS;
}

bool kspawn_pt_regs_valid(const kspawn_pt_regs *regs) { return (regs->status & ~status_of_user) == fixed; }

static_assert(kspawn::keeps_contract<kspawn::port>);
