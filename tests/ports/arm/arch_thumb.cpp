/* tests/ports/arm/arch_thumb.cpp: a new program in Thumb state */
#include <catch2/catch.hpp>

#include <kspawn/arch.h>
#include <kspawn/pt_regs.h>

TEST_CASE("a program whose entry is odd starts in Thumb state, at an even address")
{
	kspawn_pt_regs r = {};
	kspawn_start_thread(&r, 0x10000003, 0x14000000);
	CHECK(r.r[15] == 0x10000002);
	CHECK(r.cpsr == 0x30);
	CHECK(kspawn_pt_regs_valid(&r));
}
