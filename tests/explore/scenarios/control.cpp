/* tests/explore/scenarios/control.cpp: bugs that one mode alone finds, to show that it finds bugs */
#include "common.hpp"

namespace kernel {
namespace {

/// A message without release and acquire: the flag may be seen before the message.
uint32_t *word(int n) { return reinterpret_cast<uint32_t *>(explore::arena + explore::arena_size) - 8 - n; }

uint32_t read(int n) { return explore::load32(word(n), __ATOMIC_RELAXED, 0, true); }

void write(int n, uint32_t value)
{
	explore::point(explore::op_store, word(n), 0);
	explore::store32(word(n), value, __ATOMIC_RELAXED, 0);
}

int sends(void *)
{
	write(0, 1);
	write(1, 1);
	return 0;
}

void weak()
{
	write(0, 0);
	write(1, 0);
	begin();
	kspawn_kernel_thread(sends, nullptr, KSPAWN_SIGCHLD);
	if (read(1) == 1)
		expect(read(0) == 1, "the message is there when its flag is");
}

/// A sleep that is not in a loop.
int sets_word(void *)
{
	set(1, 1);
	wake(1);
	return 0;
}

void spurious()
{
	begin();
	kspawn_kernel_thread(sets_word, nullptr, KSPAWN_SIGCHLD);
	kspawn_wait_word(wake_word_address(1), 0, KSPAWN_UNINTERRUPTIBLE);
	expect(get(1) == 1, "woken when the word is set");
}

/// A handler that changes what the code it interrupts is reading.
void interrupt()
{
	begin();
	const long before = get(3);
	note("reads twice");
	expect(get(3) == before, "no handler came between");
}

void handler() { set(3, 1); }

} // namespace

extern const scenarios control_scenarios;
const scenarios control_scenarios = {
	{ .name = "control-weak",
	  .what = "a flag without release, which overtakes its message",
	  .init = weak,
	  .check = check_any,
	  .control = true },
	{ .name = "control-spurious", .what = "a sleep outside a loop", .init = spurious, .check = check_any, .control = true },
	{ .name = "control-interrupt",
	  .what = "a handler between two reads",
	  .init = interrupt,
	  .check = check_any,
	  .interrupt = handler,
	  .control = true },
};

} // namespace kernel
