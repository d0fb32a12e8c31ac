/* tests/ports/s390x/switch_to_breakpoint.hpp: its breakpoint, and the address of the next instruction */
#pragma once
#include "switch_to_step.hpp"

namespace kspawn_test {

/* 2-byte breakpoint of no name, br r14, br r1, j */
struct machine : fixed_instructions<uint16_t, 1, 0x07fe, 0x07f1, 0xa7f4> {
	/// The two high bits decide. (z/Architecture Principles of Operation, "Instruction Formats")
	static int length(const unit *code) { return *code >> 14 == 0 ? 1 : *code >> 14 == 3 ? 3 : 2; }
	/// STOP of dialect.h: its second half is a breakpoint.
	static bool is_stop(const unit *code) { return fixed_instructions::is_stop(code) && code[1] == breakpoint; }
	/// The PSW is past the breakpoint, as an unwinder expects it after SIGILL and SIGTRAP.
	static uintptr_t pc_of(const ucontext_t &context) { return context.uc_mcontext.psw.addr - sizeof(breakpoint); }
	static void handler(int sig, siginfo_t *info, void *context)
	{
		kspawn_test_trapped(sig, info, context);
		static_cast<ucontext_t *>(context)->uc_mcontext.psw.addr -= sizeof(breakpoint);
	}
};

} // namespace kspawn_test
