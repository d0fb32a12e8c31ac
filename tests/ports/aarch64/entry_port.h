/* tests/ports/aarch64/entry_port.h: the end of the frame-pointer chain */
#pragma once
#include <cstdint>
#include <string>

#include <kspawn/arch/ptrace.h>

/* AAPCS64, 6.4.6 */
#define TEST_CALLERS_FRAME_POINTER() (*static_cast<uintptr_t *>(__builtin_frame_address(0)))

/* rt_sigreturn does not load this register. */
#define TEST_SIGNAL_ENTRY_RESTORES_TLS true

#define TEST_WRONG_OF_GATE(regs) aarch64_wrong_of_gate(regs)
inline std::string aarch64_wrong_of_gate(const kspawn_pt_regs &regs)
{
	constexpr uint64_t flags = uint64_t(0xf) << 28;
	return std::string(regs.x[30] == regs.pc ? "" : "x30 ") + (regs.x[16] == 0 ? "" : "x16 ") +
	       (regs.x[17] == 0 ? "" : "x17 ") + ((regs.pstate & ~flags) == 0 ? "" : "pstate ");
}
