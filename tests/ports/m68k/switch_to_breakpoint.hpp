/* tests/ports/m68k/switch_to_breakpoint.hpp: its breakpoint, and the address of the next instruction */
#pragma once
#include "switch_to_step.hpp"

namespace kspawn_test {

/* trap #15, rts, jmp (a1), illegal */
struct machine : fixed_instructions<uint16_t, 0x4e4f, 0x4e75, 0x4ed1, 0x4afc> {
	/// Words that follow for an effective address. (M68000 Family Programmer's Reference Manual, 2.5)
	static int address_words(int mode, int reg, int immediate)
	{
		constexpr int of_mode_7[] = { 1, 2, 1, 1 };
		if (mode == 7)
			return reg == 4 ? immediate : of_mode_7[reg];
		return mode == 5 || mode == 6;
	}

	/// Of the instructions in switches and around them. (the same, 8.1)
	static int length(const unit *code)
	{
		const unit first = *code;
		const int source = address_words(first >> 3 & 7, first & 7, 2);
		switch (first >> 12) {
		case 2: /* move.l */
			return 1 + source + address_words(first >> 6 & 7, first >> 9 & 7, 0);
		case 4:
			if (is_stop(code))
				return 1;
			return 1 + source + ((first & 0xfb80) == 0x4880); /* movem has a list of registers */
		case 6:                                                   /* branches */
			return 1 + ((first & 0xff) == 0 ? 1 : (first & 0xff) == 0xff ? 2 : 0);
		case 7: /* moveq */
			return 1;
		case 15: /* floating point */
			return 2 + source;
		default: /* addq, subq, suba */
			return 1 + source;
		}
	}

	/// The pc is past the breakpoint.
	static void handler(int sig, siginfo_t *info, void *context)
	{
		static_cast<ucontext_t *>(context)->uc_mcontext.gregs[R_PC] -= int(sizeof(unit));
		kspawn_test_trapped(sig, info, context);
	}
};

} // namespace kspawn_test
