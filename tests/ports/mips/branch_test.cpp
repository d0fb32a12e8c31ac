/* tests/ports/mips/branch_test.cpp: where a program continues after an instruction that was carried out for it */
#include <catch2/catch.hpp>

#include <kspawn/arch.h>
#include <kspawn/arch/entry.h>

namespace {

constexpr uintptr_t delay_slot = uintptr_t(1) << 31, pc = 0x401000, after = pc + 8;
constexpr uintptr_t ahead = pc + 4 + 4 * 0x40, behind = pc + 4 - 4 * 0x40;
constexpr uintptr_t minus = ~uintptr_t(0);
constexpr unsigned rs = 8, rt = 9;

/// Where the branch leads with these values of its two registers; 0: it is not a branch.
uintptr_t to(uint32_t branch, uintptr_t a = 0, uintptr_t b = 0, uint32_t fcsr = 0)
{
	kspawn_pt_regs regs = {};
	regs.pc = pc;
	regs.r[0] = 77; // not used
	regs.r[rs] = a;
	regs.r[rt] = b;
	return kspawn_entry_skip(&regs, delay_slot, branch, fcsr) ? regs.pc : 0;
}

/// What register n has after it; 0: as it was.
uintptr_t linked(uint32_t branch, unsigned n)
{
	kspawn_pt_regs regs = {};
	regs.pc = pc;
	return kspawn_entry_skip(&regs, delay_slot, branch, 0) ? regs.r[n] : minus;
}

constexpr uint32_t two(uint32_t op, uint32_t a = rs, uint32_t b = rt, uint16_t offset = 0x40)
{
	return op << 26 | a << 21 | b << 16 | offset;
}

constexpr uint32_t regimm(uint32_t what) { return two(1, rs, what); }
constexpr uint32_t jump(uint32_t function, uint32_t rd = 0) { return rs << 21 | rd << 11 | function; }
constexpr uint32_t bc1(uint32_t condition, uint32_t bits) { return two(17, 8, condition << 2 | bits); }

} // namespace

TEST_CASE("outside of a delay slot the next instruction follows, whatever the text is")
{
	const uint32_t text = GENERATE(0u, two(4), jump(8), ~0u);
	kspawn_pt_regs regs = {};
	regs.pc = pc;
	CHECK(kspawn_entry_skip(&regs, 0, text, 0));
	CHECK(regs.pc == pc + 4);
	CHECK(regs.r[31] == 0);
}

TEST_CASE("jumps lead to their register, or within their region")
{
	CHECK(to(jump(8), 0x7654320) == 0x7654320);
	CHECK(to(jump(9, 31), 0x7654320) == 0x7654320);
	CHECK(to(2u << 26 | 0x123456) == 0x48d158);
	CHECK(to(3u << 26 | 0x123456) == 0x48d158);
	kspawn_pt_regs regs = {};
	regs.pc = 0x6ffffffc; // the delay slot is in the next region
	CHECK(kspawn_entry_skip(&regs, delay_slot, 2u << 26 | 1, 0));
	CHECK(regs.pc == 0x70000004);
}

TEST_CASE("branches compare two registers")
{
	CHECK(to(two(4), 5, 5) == ahead);
	CHECK(to(two(4), 5, 6) == after);
	CHECK(to(two(5), 5, 6) == ahead);
	CHECK(to(two(5), 5, 5) == after);
	CHECK(to(two(4, 0, 0)) == ahead);
	CHECK(to(two(4, 0, rt), 0, 0) == ahead);
	CHECK(to(two(5, rs, 0), 0) == after);
	CHECK(to(two(4, rs, rt, 0xffc0), 5, 5) == behind);
	CHECK(to(two(4, rs, rt, 0x7fff), 5, 5) == pc + 4 + 4 * 0x7fff);
}

TEST_CASE("branches compare a register with zero, by its sign")
{
	const struct {
		uint32_t branch;
		bool below, at, above;
	} rows[] = {
		{ two(6, rs, 0), true, true, false }, { two(7, rs, 0), false, false, true }, { regimm(0), true, false, false },
		{ regimm(1), false, true, true },     { regimm(16), true, false, false },    { regimm(17), false, true, true },
	};
	for (const auto &row : rows) {
		INFO("branch " << std::hex << row.branch);
		CHECK(to(row.branch, minus) == (row.below ? ahead : after));
		CHECK(to(row.branch, 0) == (row.at ? ahead : after));
		CHECK(to(row.branch, 1) == (row.above ? ahead : after));
	}
}

TEST_CASE("a likely branch whose delay slot runs is taken as its sibling")
{
	CHECK(to(two(20), 5, 5) == ahead);
	CHECK(to(two(21), 5, 6) == ahead);
	CHECK(to(two(22, rs, 0), minus) == ahead);
	CHECK(to(two(23, rs, 0), 1) == ahead);
	CHECK(to(regimm(2), minus) == ahead);
	CHECK(to(regimm(3), 1) == ahead);
	CHECK(to(regimm(18), minus) == ahead);
	CHECK(to(regimm(19), 1) == ahead);
	CHECK(to(bc1(0, 3), 0, 0, 1u << 23) == ahead);
}

TEST_CASE("branches on floating point look at their condition alone")
{
	for (uint32_t n = 0; n < 8; n++) {
		const uint32_t bit = 1u << (n ? 24 + n : 23);
		INFO("condition " << n);
		CHECK(to(bc1(n, 1), 0, 0, bit) == ahead);
		CHECK(to(bc1(n, 1), 0, 0, ~bit) == after);
		CHECK(to(bc1(n, 0), 0, 0, ~bit) == ahead);
		CHECK(to(bc1(n, 0), 0, 0, bit) == after);
	}
}

TEST_CASE("calls leave the address of what follows, and no other branch does")
{
	for (const uint32_t branch : { 3u << 26, regimm(16), regimm(17), regimm(18), regimm(19), jump(9, 31) })
		CHECK(linked(branch, 31) == after);
	CHECK(linked(jump(9, 5), 5) == after);
	CHECK(linked(jump(9, 5), 31) == 0);
	for (const uint32_t branch : { 2u << 26, regimm(0), regimm(1), jump(8), two(4), two(7, rs, 0), bc1(0, 1) })
		CHECK(linked(branch, 31) == 0);
}

TEST_CASE("a call by its own link register goes where that led") { CHECK(to(jump(9, rs), 0x7654320) == 0x7654320); }

TEST_CASE("an instruction that is not a branch is refused, and nothing has changed")
{
	const uint32_t text = GENERATE(0u, 12u, ~0u, two(29), two(17, 0), two(17, 9), regimm(4), regimm(8), regimm(20),
				       regimm(28), two(16), two(18), two(8), two(24), two(35), jump(10));
	kspawn_pt_regs regs = {};
	regs.pc = pc;
	INFO("text " << std::hex << text);
	CHECK_FALSE(kspawn_entry_skip(&regs, delay_slot, text, 0));
	CHECK(regs.pc == pc);
	CHECK(regs.r[31] == 0);
}

TEST_CASE("of another instruction set nothing is skipped in a delay slot")
{
	kspawn_pt_regs regs = {};
	regs.pc = pc + 1;
	CHECK_FALSE(kspawn_entry_skip(&regs, delay_slot, two(4, 0, 0), 0));
	CHECK(regs.pc == pc + 1);
}
