/* tests/standalone/switch_to_host.hpp: threads on plain memory, with the three hooks of layer 0 */
#pragma once
#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include <kspawn/arch.h>

#include "switch_to_port.h"

/* A port whose landing pads ask for certain branches looks for others in [from, to). */
#ifndef TEST_BRANCHES_LAND
#define TEST_BRANCHES_LAND(from, to) true
#endif

extern "C" {
/// What a thread has in its registers when it leaves, and when it is back.
struct record {
	kspawn_thread thread;
	uint64_t sp_before, sp_after;
	uint64_t flags; /* at the call of the switch; nothing keeps them */
	uint64_t in[TEST_REGISTERS], out[TEST_REGISTERS];
};

/// What a function of the trampoline was entered with.
struct entry {
	uint64_t arg, sp, fp, flags, x18, tpidr;
};
static_assert(sizeof(entry) == TEST_ENTRY_SIZE);

enum { in_schedule_tail, in_fn, in_fn_returned, in_return_to_user, entry_count };
extern entry kspawn_test_entries[entry_count];
extern record *kspawn_test_running;

using form = kspawn_thread *(kspawn_thread *, kspawn_thread *);
kspawn_thread *kspawn_test_switch(record *self, kspawn_thread *next, form *how);
kspawn_thread *kspawn_test_own_form(kspawn_thread *prev, kspawn_thread *next);
int kspawn_test_fn(void *arg);
}

namespace kspawn_test {

/// The library's two, and one that only keeps the contract of arch.h.
inline form *const forms[] = {kspawn_switch_to, kspawn_switch_to_fp, kspawn_test_own_form};

enum keeping { kept, kept_by_fp, left_alone };

struct register_info {
	const char *name;
	int dwarf; /* number in unwind information; -1: not looked at */
	uint64_t mask, always;
	keeping how;
};
inline constexpr register_info registers[] = {TEST_REGISTER_TABLE};
static_assert(sizeof(registers) / sizeof(registers[0]) == TEST_REGISTERS);

/// Memory for a stack between two poisoned zones.
class stack_memory {
public:
	explicit stack_memory(std::size_t size);
	unsigned char *lowest() { return bytes.data() + zone + slack; }
	std::size_t size() const { return length; }
	bool zones_intact() const;

private:
	static constexpr std::size_t zone = 1024;
	std::vector<unsigned char> bytes;
	std::size_t length, slack;
};

/// One who switches: the caller of main(), or a newborn.
struct task : record {
	task();                                                  /* the one that runs already */
	explicit task(std::function<int()> what, std::size_t stack_size = 64 * 1024);
	/// One whose birth the test describes; `stack` and `stack_size` are filled in.
	explicit task(kspawn_thread_args args, std::size_t stack_size = 64 * 1024);
	task(const task &) = delete;
	task &operator=(const task &) = delete;

	/// Fills every register from `random`, leaves for `next`, and looks at
	/// everything when it is back. Called in the running task.
	void switch_to(task &next, form *how, const std::function<uint64_t()> &random);
	void fill(const std::function<uint64_t()> &random);

	std::function<int()> body;
	stack_memory stack;
	form *left_by = nullptr;
};

/// The running task, and who was left last.
task &running();
task &leaver();

/// What was found wrong; a test fails if there is anything, and starts with nothing.
std::vector<std::string> &complaints();
void complain(const std::string &what);
std::string told();
void start_over(task &first);

/// Numbers for registers: another one each time.
uint64_t counting();

/* What the hooks do beside taking notes; a test sets them. */
struct hooks {
	std::function<void(kspawn_thread *)> schedule_tail;
	std::function<int(void *)> fn; /* otherwise the task's body */
	std::function<void(int)> fn_returned;
	std::function<void(kspawn_pt_regs *)> return_to_user;
};
hooks &on();

} // namespace kspawn_test

#define CHECK_NO_COMPLAINTS()                             \
	do {                                              \
		INFO(kspawn_test::told());                \
		CHECK(kspawn_test::complaints().empty()); \
	} while (0)
