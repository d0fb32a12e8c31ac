/* tests/checkswitch/checkswitch.cpp: registers filled before a switch and looked at after it */
#include "checkswitch.hpp"

entry kspawn_test_entries[entry_count];
record *kspawn_test_running;
uintptr_t kspawn_test_host_tls;

namespace checkswitch {
namespace {

constexpr unsigned char poison_byte = 0xa5;
task *last_leaver;
hooks doing;

void expect(const char *what, uint64_t got, uint64_t wanted)
{
	if (got != wanted)
		checkswitch_complain(what, got, wanted);
}

/// A register comes back as its task had it, or as the previous task had it.
uint64_t expected(const task &self, const register_info &reg, size_t i)
{
	const bool mine = reg.how == kept || (reg.how == kept_by_fp && keeps_fp(self.left_by)) ||
			  (reg.how == kept_inline && is_inline(self.left_by));
	return mine ? self.in[i] : last_leaver->in[i];
}

void look_at(const task &self, const kspawn_thread *back)
{
	expect("the previous thread", reinterpret_cast<uintptr_t>(back), reinterpret_cast<uintptr_t>(&last_leaver->thread));
	expect("sp", self.sp_after, self.sp_before);
	for (size_t i = 0; i < TEST_REGISTERS; i++)
		expect(registers[i].name, self.out[i] & registers[i].mask, expected(self, registers[i], i) & registers[i].mask);
	expect("poison around the stack", self.stack.zones_intact(), true);
}

bool all_poison(const unsigned char *from, size_t size)
{
	for (size_t i = 0; i < size; i++)
		if (from[i] != poison_byte)
			return false;
	return true;
}

} // namespace

void stack::poison() const
{
	for (unsigned char *byte = lowest - zone; byte < lowest + size + zone; byte++)
		*byte = poison_byte;
}

bool stack::zones_intact() const { return size == 0 || (all_poison(lowest - zone, zone) && all_poison(lowest + size, zone)); }

task &running() { return *static_cast<task *>(kspawn_test_running); }

task &leaver() { return *last_leaver; }

void start_over(task &first)
{
	kspawn_test_running = last_leaver = &first;
	doing = {};
	for (entry &e : kspawn_test_entries)
		e = {};
}

void on(const hooks &what) { doing = what; }

void bear(task &self, kspawn_thread_args args)
{
	self.flags = TEST_FLAGS_CALM;
	args.stack = self.stack.lowest;
	args.stack_size = self.stack.size;
	expect("what copy_thread returns", uint64_t(int64_t(kspawn_copy_thread(&self.thread, &args))), 0);
}

void switch_to(task &self, task &next, form *how)
{
	self.left_by = how;
	self.sp_before = self.sp_after = 0; // a machine of 32 bits writes to half of each
	last_leaver = &self;
	kspawn_test_running = &next;
	const kspawn_thread *back = kspawn_test_switch(&self, &next.thread, how);
	look_at(self, back);
}

void check_entry(int which, const task &fresh)
{
	const entry &e = kspawn_test_entries[which];
	const auto lowest = reinterpret_cast<uintptr_t>(fresh.stack.lowest);
	expect("the alignment of sp at an entry", e.sp % KSPAWN_STACK_ALIGN, TEST_SP_AT_ENTRY);
	expect("the end of the frame pointers", e.fp, 0);
#ifdef TEST_BACK_CHAIN
	expect("the end of the back chain", *reinterpret_cast<const uintptr_t *>(e.sp), 0);
#endif
	expect("sp within its stack", e.sp > lowest && e.sp < lowest + fresh.stack.size, true);
}

uint64_t random_numbers::operator()()
{
	uint64_t mixed = state += 0x9e3779b97f4a7c15;
	mixed = (mixed ^ mixed >> 30) * 0xbf58476d1ce4e5b9;
	mixed = (mixed ^ mixed >> 27) * 0x94d049bb133111eb;
	return mixed ^ mixed >> 31;
}

} // namespace checkswitch

using namespace checkswitch;

/* The functions of the trampoline, after their notes. */
extern "C" {

void kspawn_test_on_schedule_tail(kspawn_thread *prev)
{
	expect("the thread that schedule_tail gets", reinterpret_cast<uintptr_t>(prev),
	       reinterpret_cast<uintptr_t>(&leaver().thread));
	if (doing.schedule_tail)
		doing.schedule_tail(prev);
}

int kspawn_test_on_fn(void *arg) { return doing.fn ? doing.fn(arg) : 0; }

void kspawn_test_on_fn_returned(int rv)
{
	if (doing.fn_returned)
		doing.fn_returned(rv);
}

void kspawn_test_on_return_to_user(kspawn_pt_regs *regs)
{
	if (doing.return_to_user)
		doing.return_to_user(regs);
}
}
