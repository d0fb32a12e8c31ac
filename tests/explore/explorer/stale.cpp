/* tests/explore/explorer/stale.cpp: older values that a load may read by the memory model */
#include "internal.hpp"

#include <cstring>

namespace explore {

namespace {

struct store_entry {
	uint32_t value, clk;
	uint8_t vp;
	vclock rel;
};
constexpr uint32_t history = 4;

/// The last stores to four bytes, numbered from 1, and the newest that each processor has seen.
struct past {
	unsigned epoch;
	uint32_t nstores, seen[max_vp];
	store_entry hist[history];
};
past pasts[arena_size / 4];

past &past_of(uintptr_t at)
{
	past &p = pasts[(at - uintptr_t(arena)) >> 2];
	if (p.epoch != epoch) {
		memset(&p, 0, sizeof(p));
		p.epoch = epoch;
	}
	return p;
}

/// Which stores, newest first, may be read in place of the last one.
int candidates_of(const past &q, uint32_t (&candidates)[history])
{
	int n = 0;
	const uint32_t oldest = q.nstores > history ? q.nstores - history + 1 : 1;
	for (uint32_t s = q.nstores; s > oldest && s > q.seen[cur];) {
		const store_entry &newer = q.hist[(s - 1) % history];
		if (before(newer.clk, newer.vp) || newer.vp == cur)
			break;
		if (--s < q.seen[cur])
			break;
		candidates[n++] = s;
	}
	return n;
}

} // namespace

void note_store(uintptr_t at, const vclock *rel)
{
	if (!opt.weak)
		return;
	past &q = past_of(at);
	if (q.nstores)
		q.hist[(q.nstores - 1) % history].value = *reinterpret_cast<uint32_t *>(at & ~uintptr_t(3));
	store_entry &s = q.hist[q.nstores % history];
	s.vp = uint8_t(cur);
	s.clk = vps[cur].vc.c[cur];
	s.rel = rel ? *rel : vclock{};
	q.nstores++;
	q.seen[cur] = q.nstores;
}

void note_newest(uintptr_t at)
{
	if (opt.weak)
		past_of(at).seen[cur] = past_of(at).nstores;
}

bool stale(uintptr_t at, int order, uintptr_t pc, uint32_t &value)
{
	past &q = past_of(at);
	uint32_t candidates[history];
	if (weak_left <= 0 || q.nstores < 2 || !exploring)
		return false;
	const int n = candidates_of(q, candidates);
	const int i = n ? choice(n + 1, weak_left) : 0;
	if (i == 0)
		return false;
	now->stale_reads++;
	cell &c = cell_of(at);
	const uint32_t chosen = candidates[i - 1];
	const store_entry &old = q.hist[(chosen - 1) % history];
	value = old.value;
	log(op_stale, reinterpret_cast<void *>(at), pc, nullptr, long(value));
	check_use(at, pc);
	check_races(c, at, false, true, pc);
	if (acquires(order))
		vps[cur].vc.join(old.rel);
	remember(c, false, true, pc);
	q.seen[cur] = chosen;
	uint64_t w = c.hw + chosen * 12345ull;
	hash_event(w, c.hr, at, op_stale, false);
	return true;
}

} // namespace explore
