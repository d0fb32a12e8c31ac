/* tests/ports/riscv64/entry_port.h: the end of the frame-pointer chain */
#pragma once
#include <cstdint>
#include <string>

#include <kspawn/arch/ptrace.h>

/* RISC-V psABI, Frame Pointer Convention */
#define TEST_CALLERS_FRAME_POINTER() (static_cast<uintptr_t *>(__builtin_frame_address(0))[-2])

/* rt_sigreturn loads it with all other registers. */
#define TEST_SIGNAL_ENTRY_RESTORES_TLS false

/* RISC-V psABI, Global-pointer Relaxation */
#define TEST_GLOBAL_POINTER() riscv64_gp()
inline uintptr_t riscv64_gp()
{
	uintptr_t gp;
	__asm__ volatile("mv %0, gp" : "=r"(gp));
	return gp;
}

#define TEST_WRONG_OF_GATE(regs) riscv64_wrong_of_gate(regs)
inline std::string riscv64_wrong_of_gate(const kspawn_pt_regs &regs)
{
	return std::string(regs.ra == regs.pc ? "" : "ra ") + (regs.t3_t6[3] == 0 ? "" : "t6 ") +
	       (regs.status == KSPAWN_USER_STATUS ? "" : "status ");
}
