/* tests/explore/explorer/order.cpp: the partial order of the events, as a hash, and happens-before */
#include "internal.hpp"

namespace explore {

uint64_t total;

uint64_t mix(uint64_t x)
{
	x ^= x >> 31;
	x *= 0x7fb5d329728ea185ull;
	x ^= x >> 27;
	x *= 0x81dadef4bc2dd44dull;
	x ^= x >> 33;
	return x;
}

/// The hash of an event covers its processor's previous event and the events on
/// the same object that it depends on. So the sum names the Mazurkiewicz trace.
void hash_event(uint64_t &w, uint64_t &r, uint64_t id, int kind, bool write)
{
	processor &p = vps[cur];
	uint64_t h = mix(p.ph * 3 + mix(w + id * 0x9e3779b97f4a7c15ull) + kind * 131 + cur);
	if (write) {
		h = mix(h + r * 7);
		w = h;
		r = 0;
	} else {
		r += h;
	}
	p.ph = h;
	total += h;
}

void acquire(object &o) { vps[cur].vc.join(o.rel); }

void release(object &o)
{
	o.rel.join(vps[cur].vc);
	vps[cur].vc.c[cur]++;
}

void event(object &o, op what, bool write) { hash_event(o.w, o.r, uint64_t(uintptr_t(&o)), what, write); }

} // namespace explore
