/* tests/checkswitch/checkswitch.hpp: does a switch keep what it must? Freestanding, for a process and for a kernel */
#pragma once
#include <stddef.h>
#include <stdint.h>

#include <kspawn/switch_inline.h>

#include "switch_to_port.h"

extern "C" {
/// What a thread has in its registers when it leaves, and when it is back.
struct record {
	kspawn_thread thread;
	alignas(8) uint64_t sp_before;
	uint64_t sp_after;
	uint64_t flags; /* at the call of the switch; nothing keeps them */
	uint64_t in[TEST_REGISTERS], out[TEST_REGISTERS];
};

/// What a function of the trampoline was entered with.
struct entry {
	uint64_t arg, sp, fp, flags, x18, tpidr;
};
static_assert(sizeof(entry) == TEST_ENTRY_SIZE);
static_assert(offsetof(record, sp_before) == TEST_SP_BEFORE && offsetof(record, sp_after) == TEST_SP_AFTER);
static_assert(offsetof(record, flags) == TEST_FLAGS && offsetof(record, in) == TEST_IN && offsetof(record, out) == TEST_OUT);

enum { in_schedule_tail, in_fn, in_fn_returned, in_return_to_user, entry_count };
extern entry kspawn_test_entries[entry_count];
extern record *kspawn_test_running;
extern uintptr_t kspawn_test_host_tls; /* while a task has another, on machines where a switch leaves it alone */

using form = kspawn_thread *(kspawn_thread *, kspawn_thread *);
kspawn_thread *kspawn_test_switch(record *self, kspawn_thread *next, form *how);
kspawn_thread *kspawn_test_own_form(kspawn_thread *prev, kspawn_thread *next);
kspawn_thread *kspawn_test_inline(kspawn_thread *prev, kspawn_thread *next);
kspawn_thread *kspawn_test_inline_fp(kspawn_thread *prev, kspawn_thread *next);
/* These two mix with no other form. Not on every port. */
kspawn_thread *kspawn_test_inline_control(kspawn_thread *prev, kspawn_thread *next);
kspawn_thread *kspawn_test_away_control(kspawn_thread *prev, kspawn_thread *next);
kspawn_thread *kspawn_test_away(kspawn_thread *prev, kspawn_thread *next); /* never comes back */
int kspawn_test_fn(void *arg);

/// Reports a wrong register by its name. The program that links the checker defines it.
void checkswitch_complain(const char *what, uint64_t got, uint64_t wanted);
}

namespace checkswitch {

/// The library's four, and one that only keeps the contract of arch.h.
inline form *const forms[] = { kspawn_switch_to, kspawn_switch_to_fp, kspawn_test_inline, kspawn_test_inline_fp,
			       kspawn_test_own_form };
inline constexpr uint32_t forms_count = sizeof(forms) / sizeof(forms[0]);
/// The number of these that have code of their own in which a thread resumes.
#ifdef KSPAWN_INLINE_SAVE_FP
inline constexpr uint32_t with_code = 4;
#else
inline constexpr uint32_t with_code = KSPAWN_SWITCH_INLINE ? 3 : 2;
#endif

#ifdef KSPAWN_INLINE_SWITCH_COPIED
constexpr bool is_inline_control(form *how) { return how == kspawn_test_inline_control; }
#else
constexpr bool is_inline_control(form *) { return false; }
#endif

constexpr bool keeps_fp(form *how)
{
	return how == kspawn_switch_to_fp || how == kspawn_test_inline_fp || is_inline_control(how);
}

constexpr bool is_inline(form *how)
{
	return how == kspawn_test_inline || how == kspawn_test_inline_fp || is_inline_control(how);
}

enum keeping { kept, kept_by_fp, kept_inline, left_alone };

struct register_info {
	const char *name;
	int dwarf; /* number in unwind information; -1: not looked at */
	uint64_t mask, always;
	keeping how;
};
inline constexpr register_info registers[] = { TEST_REGISTER_TABLE };
static_assert(sizeof(registers) / sizeof(registers[0]) == TEST_REGISTERS);

/// A stack between two zones of poison, which are the memory right below and above it.
struct stack {
	static constexpr size_t zone = 128;
	unsigned char *lowest = nullptr;
	size_t size = 0;

	void poison() const;
	bool zones_intact() const;
};

/// A thread of the check: the caller of the checker, or a new thread.
struct task : record {
	checkswitch::stack stack;
	form *left_by;
};

/// The running task, and the one that ran before; before the first switch, both are the same.
task &running();
task &leaver();
void start_over(task &first);

/// Makes `self` a new thread with `args` on its stack.
void bear(task &self, kspawn_thread_args args);

/// Leaves `self` for `next` with in[] in its registers, and looks at everything when it is back.
void switch_to(task &self, task &next, form *how);

/// Checks what `fresh` may expect of the function of the trampoline in which it is.
void check_entry(int which, const task &fresh);

/// What the functions of the trampoline do after their entry was written down.
struct hooks {
	void (*schedule_tail)(kspawn_thread *prev);
	int (*fn)(void *arg);
	void (*fn_returned)(int rv);
	void (*return_to_user)(kspawn_pt_regs *regs);
};
void on(const hooks &what);

/// Random numbers, the same for the same seed. (S. Vigna, SplitMix64)
class random_numbers {
public:
	explicit constexpr random_numbers(uint64_t seed) : state(seed) {}
	uint64_t operator()();
	uint32_t below(uint32_t n) { return uint32_t(((*this)() >> 32) * n >> 32); }

private:
	uint64_t state;
};

/// Tasks that go from one to another at random, from call depths of their own.
struct crowd {
	uint64_t seed, switches;
	uint32_t tasks; /* the caller is one of them */
	form *const *ways;
	uint32_t ways_count;
	unsigned char *memory;                /* for each task and its stack, one after the other, */
	size_t share;                         /* bytes, a multiple of 64 */
	form *wakes_by = kspawn_switch_to_fp; /* in the end the caller switches to each, so that it ends */
	form *ends_by = kspawn_test_away;
};

/// Runs all of it; returns the tasks that went through the whole trampoline: all except the caller.
uint32_t run(const crowd &all);

} // namespace checkswitch
