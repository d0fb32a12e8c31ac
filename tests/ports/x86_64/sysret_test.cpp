/* tests/ports/x86_64/sysret_test.cpp: which registers may leave a system call by SYSRET, whose faults QEMU does not show */
#include <catch2/catch.hpp>

#include <functional>

#include <kspawn/arch.h>
#include <kspawn/arch/entry.h>

namespace {

constexpr uint64_t flags = 0x246, last_ip = 0x7ffffffffffe;

/// As SYSCALL leaves them: rcx is the address of the next instruction, r11 the flags.
kspawn_pt_regs called()
{
	kspawn_pt_regs regs = {};
	regs.ip = regs.cx = 0x401000;
	regs.flags = regs.r11 = flags;
	regs.cs = KSPAWN_USER_CS;
	regs.ss = KSPAWN_USER_SS;
	return regs;
}

bool with(const std::function<void(kspawn_pt_regs &)> &change)
{
	kspawn_pt_regs regs = called();
	change(regs);
	return kspawn_entry_sysret(&regs);
}

} // namespace

TEST_CASE("a system call that changed nothing may be left by SYSRET")
{
	CHECK(with([](kspawn_pt_regs &) {}));
	CHECK(with([](kspawn_pt_regs &r) { r.ax = r.di = r.sp = r.nr = ~uint64_t(0); }));
	CHECK(with([](kspawn_pt_regs &r) { r.ip = r.cx = last_ip; }));
}

TEST_CASE("a call that has changed ip, flags, rcx or r11 ends by IRET")
{
	CHECK_FALSE(with([](kspawn_pt_regs &r) { r.ip += 2; }));
	CHECK_FALSE(with([](kspawn_pt_regs &r) { r.cx += 2; }));
	CHECK_FALSE(with([](kspawn_pt_regs &r) { r.flags ^= 1; }));
	CHECK_FALSE(with([](kspawn_pt_regs &r) { r.r11 ^= 1; }));
	CHECK_FALSE(with([](kspawn_pt_regs &r) {
		r = {};
		kspawn_start_thread(&r, 0x401000, 0x7ffff000);
	}));
}

TEST_CASE("an address at which SYSRET would fault in the kernel is left by IRET")
{
	const uint64_t ip = GENERATE(uint64_t(0x7fffffffffff), 0x800000000000, 0x8000000000000000, 0xffff7fffffffffff,
				     0xffff800000000000, 0xffffffff80100000, ~uint64_t(0));
	INFO("ip " << ip);
	CHECK_FALSE(with([=](kspawn_pt_regs &r) { r.ip = r.cx = ip; }));
}

TEST_CASE("flags that SYSRET would lose, or honour too early, are left to IRET")
{
	const uint64_t flag = GENERATE(1u << 8, 1u << 16);
	CHECK_FALSE(with([=](kspawn_pt_regs &r) { r.flags = r.r11 = flags | flag; }));
}

TEST_CASE("flags and selectors that no program may have are never left by SYSRET")
{
	CHECK_FALSE(with([](kspawn_pt_regs &r) { r.flags = r.r11 = flags & ~uint64_t(0x200); }));
	CHECK_FALSE(with([](kspawn_pt_regs &r) { r.flags = r.r11 = flags | 0x3000; }));
	CHECK_FALSE(with([](kspawn_pt_regs &r) { r.cs = KSPAWN_KERNEL_CS; }));
	CHECK_FALSE(with([](kspawn_pt_regs &r) { r.ss = KSPAWN_KERNEL_CS + 8; }));
}
