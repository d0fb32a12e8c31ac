/* tests/explore/explorer/schedule.cpp: which processor continues */
#include "internal.hpp"

#include <cstdlib>

namespace explore {

processor vps[max_vp];
int cur;
bool exploring;
int spurious_left;
uint64_t steps;
bool after_preempt;

namespace {

constexpr uint64_t steps_max = 40000;
constexpr uint8_t tick_alt = 0x80, interrupt_alt = 0x81;
kspawn_thread booting;

bool enabled(int v)
{
	processor &p = vps[v];
	switch (p.st) {
	case processor::run:
		return true;
	case processor::lockwait:
		return p.want->owner < 0;
	case processor::idle:
		return kernel_has_work(v);
	}
	return false;
}

void switch_vp(int to)
{
	const int from = cur;
	cur = to;
	kspawn_switch_to(&vps[from].ctx, &vps[to].ctx);
}

void spend()
{
	if (!opt.random && opt.bound < no_bound)
		budget--;
}

bool may_preempt() { return budget > 0 || opt.random; }

/// A switch to a processor that has just been given work costs no preemption.
int alternatives(uint8_t *alt)
{
	int n = 0;
	alt[n++] = uint8_t(cur);
	for (int v = 0; v < opt.vps; v++)
		if (v != cur && enabled(v) && (may_preempt() || vps[v].just_woken))
			alt[n++] = uint8_t(v);
	if (opt.tick && may_preempt() && kernel_may_tick())
		alt[n++] = tick_alt;
	if (opt.interrupts && may_preempt() && kernel_may_interrupt())
		alt[n++] = interrupt_alt;
	return n;
}

void clear_woken()
{
	for (int v = 0; v < opt.vps; v++)
		if (enabled(v))
			vps[v].just_woken = false;
}

/// Something else happens on this processor: a timer, a device.
void happens(op what, uintptr_t pc, void (*handler)())
{
	spend();
	after_preempt = true;
	log(what, nullptr, pc);
	handler();
}

} // namespace

void point(op what, const void *object, uintptr_t pc)
{
	steps++;
	log(what, object, pc);
	if (steps > steps_max)
		fail("no end: more than 40000 steps");
	if (!exploring)
		return;
	uint8_t alt[16];
	const int n = alternatives(alt);
	if (n == 1) {
		if (after_preempt && at_new_choice()) {
			after_preempt = false;
			check_visited(0);
		}
		return;
	}
	after_preempt = false;
	const uint8_t next = alt[pick_processor(alt, n, true)];
	const bool was_woken = next < max_vp && vps[next].just_woken;
	clear_woken();
	if (next == cur)
		return;
	if (next == tick_alt)
		return happens(op_tick, pc, kernel_tick);
	if (next == interrupt_alt)
		return happens(op_interrupt, pc, kernel_interrupt);
	if (!was_woken)
		spend();
	after_preempt = true;
	switch_vp(next);
}

void block()
{
	uint8_t alt[16];
	int n = 0;
	log(op_block, vps[cur].st == processor::lockwait ? vps[cur].want : nullptr, 0);
	for (int v = 0; v < (exploring ? opt.vps : 1); v++)
		if (v != cur && enabled(v))
			alt[n++] = uint8_t(v);
	if (enabled(cur))
		return;
	if (n == 0)
		quiescent();
	const int i = n == 1 ? 0 : pick_processor(alt, n, false);
	for (int v = 0; v < opt.vps; v++)
		vps[v].just_woken = false;
	switch_vp(alt[i]);
}

void quiescent()
{
	for (int v = 0; v < opt.vps; v++)
		if (vps[v].st == processor::lockwait)
			fail("deadlock on " + std::string(vps[v].want->name));
	kernel_quiescent();
	leave(done);
}

void booted() { kspawn_switch_to(&vps[cur].ctx, &booting); }

void boot(int v)
{
	cur = v;
	kspawn_switch_to(&booting, &vps[v].ctx);
}

} // namespace explore
