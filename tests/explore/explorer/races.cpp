/* tests/explore/explorer/races.cpp: data races by the C++ memory model, and use of freed memory */
#include "internal.hpp"
#include <kspawn/pt_regs.h>

#include <algorithm>
#include <utility>

namespace explore {

std::set<uint64_t> racy_pcs, racy_found;

bool before(uint32_t clk, int vp) { return clk <= vps[cur].vc.c[vp]; }

namespace {

const char *const kinds[4] = { "plain read", "plain write", "atomic read", "atomic write" };

bool is_point(uintptr_t pc) { return opt.plain || racy_pcs.count(pc); }

/// Fields of 8 bytes always start at the same place: their first half stands for
/// both. An access that is in no race is ordered by others, and needs no hash.
void touch(uintptr_t at, size_t n, bool write, uintptr_t pc)
{
	const bool all_words = n <= 8 || n == sizeof(kspawn_pt_regs);
	const size_t step = all_words ? 8 : 4;
	const bool hashed = is_point(pc);
	for (size_t i = 0; i < n; i += step) {
		check_use(at + i, pc);
		cell &c = cell_of(at + i);
		check_races(c, at + i, write, false, pc);
		remember(c, write, false, pc);
		if (hashed)
			hash_event(c.hw, c.hr, at + i, write ? op_write : op_read, write);
		if (write) {
			c.rel = vclock{};
			note_store(at + i, nullptr);
		}
	}
}

} // namespace

void check_use(uintptr_t at, uintptr_t pc)
{
	const auto *addr = reinterpret_cast<const void *>(at);
	const memory state = kernel_memory(addr);
	if (state == memory::freed)
		fail("use after free: " + describe(addr) + " at " + symbol(pc), pc);
	if (state == memory::fresh)
		fail("use of memory that was never allocated: " + describe(addr) + " at " + symbol(pc), pc);
}

void check_races(const cell &c, uintptr_t at, bool write, bool atomic, uintptr_t pc)
{
	const char *what = kinds[(atomic ? 2 : 0) + write];
	if (c.has_wn && !before(c.wn_clk, c.wn_vp))
		race("plain write", c.wn_pc, c.wn_vp, what, pc, at);
	for (int v = 0; v < opt.vps; v++) {
		if (v == cur)
			continue;
		if (!atomic && c.wa[v] && !before(c.wa[v], v))
			race("atomic write", c.wa_pc[v], v, what, pc, at);
		if (write && c.rn[v] && !before(c.rn[v], v))
			race("plain read", c.rn_pc[v], v, what, pc, at);
		if (write && !atomic && c.ra[v] && !before(c.ra[v], v))
			race("atomic read", c.ra_pc[v], v, what, pc, at);
	}
}

void remember(cell &c, bool write, bool atomic, uintptr_t pc)
{
	const uint32_t clk = vps[cur].vc.c[cur];
	if (write && !atomic) {
		c.has_wn = 1;
		c.wn_vp = uint8_t(cur);
		c.wn_clk = clk;
		c.wn_pc = uint32_t(pc);
	} else if (write) {
		c.wa[cur] = clk;
		c.wa_pc[cur] = uint32_t(pc);
	} else if (atomic) {
		c.ra[cur] = clk;
		c.ra_pc[cur] = uint32_t(pc);
	} else {
		c.rn[cur] = clk;
		c.rn_pc[cur] = uint32_t(pc);
	}
}

void plain(uintptr_t at, size_t n, bool write, uintptr_t pc)
{
	if (!in_arena(at))
		return check_use(at, pc); /* perhaps a stack */
	const op what = write ? op_write : op_read;
	if (is_point(pc))
		point(what, reinterpret_cast<void *>(at), pc);
	else
		log(what, reinterpret_cast<void *>(at), pc);
	touch(at, n, write, pc);
}

void access(const void *addr, size_t n, bool write, uintptr_t pc) { touch(uintptr_t(addr), n, write, pc); }

/// Reported once for each pair of places, whose plain accesses are points from then on.
void race(const char *first, uint32_t pc1, int vp1, const char *second, uintptr_t pc2, uintptr_t at)
{
	static std::set<std::pair<uint64_t, uint64_t>> seen;
	racy_found.insert(pc1);
	racy_found.insert(pc2);
	if (!seen.insert(std::minmax<uint64_t>(pc1, pc2)).second)
		return;
	const std::string headline = "data race on " + describe(reinterpret_cast<void *>(at)) + ": " + first + " at " +
				     symbol(pc1) + " by cpu" + std::to_string(vp1) + ", " + second + " at " + symbol(pc2) +
				     " by cpu" + std::to_string(cur);
	const auto places = std::minmax({ std::string(first) + " " + place(pc1), std::string(second) + " " + place(pc2) });
	add_finding("race " + places.first + " / " + places.second, headline);
}

} // namespace explore
