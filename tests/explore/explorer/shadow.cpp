/* tests/explore/explorer/shadow.cpp: what is known of each four bytes of the arena */
#include "internal.hpp"

#include <cstring>

namespace explore {

unsigned epoch;
alignas(4096) unsigned char arena[arena_size];

namespace {

cell cells[arena_size / 4];
struct {
	uint32_t epoch, clk, pc;
	uint8_t vp;
} allocations[slots_max];

} // namespace

bool in_arena(uintptr_t at) { return at - uintptr_t(arena) < arena_size; }

cell &cell_of(uintptr_t at)
{
	cell &c = cells[(at - uintptr_t(arena)) >> 2];
	if (c.epoch != epoch) {
		memset(&c, 0, sizeof(c));
		c.epoch = epoch;
		const size_t n = (at - uintptr_t(arena)) / slot_size;
		if (n < slots_max && allocations[n].epoch == epoch) {
			c.has_wn = 1;
			c.wn_clk = allocations[n].clk;
			c.wn_pc = allocations[n].pc;
			c.wn_vp = allocations[n].vp;
		}
	}
	return c;
}

void allocated(const void *addr, uintptr_t pc)
{
	allocations[(uintptr_t(addr) - uintptr_t(arena)) / slot_size] = { uint32_t(epoch), vps[cur].vc.c[cur], uint32_t(pc),
									  uint8_t(cur) };
}

} // namespace explore
