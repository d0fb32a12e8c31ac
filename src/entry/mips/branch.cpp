/* src/entry/mips/branch.cpp: where a branch leads whose delay slot has trapped */
#include <kspawn/arch/entry.h>

namespace {

/// The words of an instruction. (MIPS32 Instruction Set, 3)
struct instruction {
	uint32_t text;

	uint32_t op() const { return text >> 26; }
	uint32_t rs() const { return text >> 21 & 31; }
	uint32_t rt() const { return text >> 16 & 31; }
	uint32_t rd() const { return text >> 11 & 31; }
	uint32_t function() const { return text & 63; }
	intptr_t offset() const { return (intptr_t)(int16_t)text * 4; }
};

enum { SPECIAL = 0, REGIMM = 1, J = 2, JAL = 3, BEQ = 4, BNE = 5, BLEZ = 6, BGTZ = 7, COP1 = 17, LIKELY = 16 };
enum { JR = 8, JALR = 9, BC = 8, LINKS = 16, RA = 31 };

intptr_t value(const kspawn_pt_regs *regs, uint32_t n) { return n ? (intptr_t)regs->r[n] : 0; }

/// Condition code n of FCSR: 0 in bit 23, the others from 25 on.
bool condition(uint32_t fcsr, uint32_t n) { return fcsr >> (n ? 24 + n : 23) & 1; }

/// The delay slot of a likely branch has run: it is taken.
bool taken(const kspawn_pt_regs *regs, instruction i, uint32_t fcsr)
{
	const intptr_t rs = value(regs, i.rs());

	if (i.op() == COP1)
		return condition(fcsr, i.rt() >> 2) == (i.rt() & 1);
	switch (i.op() & ~(uint32_t)LIKELY) {
	case REGIMM:
		return (rs >= 0) == (i.rt() & 1);
	case BEQ:
		return rs == value(regs, i.rt());
	case BNE:
		return rs != value(regs, i.rt());
	case BLEZ:
		return rs <= 0;
	default:
		return rs > 0;
	}
}

bool is_conditional(instruction i)
{
	const uint32_t op = i.op() & ~(uint32_t)LIKELY;

	if (i.op() == REGIMM)
		return (i.rt() & ~(uint32_t)(LINKS | 3)) == 0;
	return i.op() == COP1 ? i.rs() == BC : op >= BEQ && op <= BGTZ;
}

bool is_jump_to_register(instruction i) { return i.op() == SPECIAL && (i.function() == JR || i.function() == JALR); }

/// The register of the return address, or 0.
uint32_t link(instruction i)
{
	if (i.op() == SPECIAL)
		return i.function() == JALR ? i.rd() : 0;
	return i.op() == JAL || (i.op() == REGIMM && (i.rt() & LINKS)) ? RA : 0;
}

} // namespace

bool kspawn_entry_skip(kspawn_pt_regs *regs, uintptr_t cause, uint32_t branch, uint32_t fcsr)
{
	constexpr uintptr_t delay_slot = (uintptr_t)1 << 31, region = ((uintptr_t)1 << 28) - 1;
	const instruction i = { branch };
	const uintptr_t slot = regs->pc + 4, next = slot + 4;
	uintptr_t to;

	if (!(cause & delay_slot))
		to = slot;
	else if (regs->pc & 3)
		return false; /* MIPS16, in which there is nothing to skip */
	else if (is_jump_to_register(i))
		to = (uintptr_t)value(regs, i.rs());
	else if (i.op() == J || i.op() == JAL)
		to = (slot & ~region) | (branch << 2 & region);
	else if (is_conditional(i))
		to = taken(regs, i, fcsr) ? slot + (uintptr_t)i.offset() : next;
	else
		return false;
	if ((cause & delay_slot) && link(i))
		regs->r[link(i)] = next;
	regs->pc = to;
	return true;
}
