/* tests/explore/explorer/atomics.cpp: atomic accesses with the memory orders of the source */
#include "internal.hpp"

namespace explore {

bool acquires(int order)
{
	return order == __ATOMIC_ACQUIRE || order == __ATOMIC_CONSUME || order == __ATOMIC_ACQ_REL || order == __ATOMIC_SEQ_CST;
}

namespace {

bool releases(int order) { return order == __ATOMIC_RELEASE || order == __ATOMIC_ACQ_REL || order == __ATOMIC_SEQ_CST; }

} // namespace

/// Release sequences as in C++20: a relaxed store breaks one, a relaxed read-modify-write continues it.
void atomic_done(uintptr_t at, bool read, bool write, int order, uintptr_t pc)
{
	check_use(at, pc);
	cell &c = cell_of(at);
	if (read)
		check_races(c, at, false, true, pc);
	if (write)
		check_races(c, at, true, true, pc);
	if (read && acquires(order))
		vps[cur].vc.join(c.rel);
	if (read)
		remember(c, false, true, pc);
	if (write)
		remember(c, true, true, pc);
	hash_event(c.hw, c.hr, at, read ? (write ? op_rmw : op_load) : op_store, write);
	if (!write)
		return;
	if (!read)
		c.rel = vclock{};
	if (releases(order))
		c.rel.join(vps[cur].vc);
	note_store(at, &c.rel);
	if (releases(order))
		vps[cur].vc.c[cur]++;
}

uint32_t load32(const uint32_t *addr, int order, uintptr_t pc, bool as_point)
{
	const uintptr_t at = uintptr_t(addr);
	if (!in_arena(at)) {
		check_use(at, pc);
		return *addr;
	}
	if (as_point)
		point(op_load, addr, pc);
	uint32_t value;
	if (opt.weak && stale(at, order, pc, value))
		return value;
	return load32_newest(addr, order, pc);
}

uint32_t load32_newest(const uint32_t *addr, int order, uintptr_t pc)
{
	const uintptr_t at = uintptr_t(addr);
	check_use(at, pc);
	const uint32_t value = *addr;
	atomic_done(at, true, false, order, pc);
	note_newest(at);
	return value;
}

void store32(uint32_t *addr, uint32_t value, int order, uintptr_t pc)
{
	atomic_done(uintptr_t(addr), false, true, order, pc);
	*addr = value;
}

} // namespace explore
