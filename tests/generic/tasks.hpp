/* tests/generic/tasks.hpp: tasks that run C++, as kernel threads or as user tasks in a system call */
#ifndef KSPAWN_TESTS_TASKS_HPP
#define KSPAWN_TESTS_TASKS_HPP

#include <algorithm>
#include <climits>
#include <cstring>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <kspawn/pt_regs.h>
#include <kspawn/errno.h>
#include <kspawn/exec.h>
#include <kspawn/fork.h>
#include <kspawn/kthread.h>
#include <kspawn/pid.h>
#include <kspawn/signal.h>
#include <kspawn/syscall.h>
#include <kspawn/wait.h>

#include "machine_test.hpp"
#include "mm.hpp"
#include "process.hpp"
#include "scheduler.hpp"

namespace kspawn::test {

/// The process that open file 5 stands for, and file 6 for the same without a sleep; file 7 for one that was reaped.
extern int pid_of_file;

constexpr bool native = !KSPAWN_EMULATED;
/// As short as the machine gets on with: under an emulator little can be done in less.
constexpr unsigned short_quantum = native ? 300 : 5000;

inline int run_function(void *arg)
{
	const std::unique_ptr<std::function<int()>> body(static_cast<std::function<int()> *>(arg));
	return (*body)();
}

/// Starts a kernel thread that runs `body`, auto-reaped with 0 as exit signal. Returns its pid.
inline int thread(std::function<int()> body, int exit_signal = KSPAWN_SIGCHLD)
{
	return kspawn_kernel_thread(run_function, new std::function<int()>(std::move(body)), exit_signal);
}

/// Makes the current kernel thread a user task, which continues in C++ as if in a
/// system call. Its fork children start in the program: "/echo -x 5" exits with 5.
inline int become_user(const std::vector<std::string> &argv = { "/echo", "-x", "5" })
{
	std::vector<const char *> words;
	for (const std::string &word : argv)
		words.push_back(word.c_str());
	words.push_back(nullptr);
	return kspawn_kernel_execve(words[0], words.data(), nullptr);
}

/// A child of the current process in which `body` runs as a user task.
inline int user(std::function<int()> body, std::vector<std::string> argv = { "/echo", "-x", "5" })
{
	return thread([body = std::move(body), argv = std::move(argv)] {
		CHECK(become_user(argv) == 0);
		kspawn_exit(exited(body()));
		return 0;
	});
}

/// `body` in a user task, to its end.
inline void as_user(std::function<int()> body, std::vector<std::string> argv = { "/echo", "-x", "5" })
{
	CHECK(wait_for(user(std::move(body), std::move(argv))) == exited(0));
}

inline void yield(int times = 50)
{
	while (times-- > 0)
		kspawn_sched_yield();
}

inline kspawn_task *find(int pid) { return kspawn_pid_find(&hosted::the_machine().pids, pid); }

inline int kill_pid(int pid, int sig)
{
	kspawn_task *task = find(pid);
	if (!task)
		return -KSPAWN_ESRCH;
	const int err = kspawn_kill(task, sig);
	kspawn_task_put(task);
	return err;
}

/// Sleeps until the word is set.
inline int sleep_on(uint32_t &word, kspawn_sleep how = KSPAWN_UNINTERRUPTIBLE)
{
	int err = 0;
	while (!err && !__atomic_load_n(&word, __ATOMIC_ACQUIRE))
		err = kspawn_wait_word(&word, 0, how);
	return err;
}

inline void set(uint32_t &word)
{
	__atomic_store_n(&word, 1, __ATOMIC_RELEASE);
	kspawn_wake_word(&word);
}

inline std::vector<size_t> in_use()
{
	const hosted::leaks l = hosted::in_use();
	return { l.tasks, l.frames, l.stacks, l.pids, l.address_spaces, l.shared, l.images };
}

/// The machine still works.
inline void check_goes_on() { CHECK(wait_for(spawn({ "/echo", "-x", "9" })) == exited(9)); }

inline size_t count_of(const std::string &text, const std::string &part)
{
	size_t n = 0;
	for (size_t at = text.find(part); at != std::string::npos; at = text.find(part, at + 1))
		n++;
	return n;
}

/* User addresses for a task that become_user made: its stack has room below sp. */
inline uintptr_t scratch() { return (kspawn_pt_regs_sp(kspawn_current_pt_regs()) - 8192) & ~uintptr_t(15); }

template <typename T>
T peek(kspawn_task *task, uintptr_t at)
{
	T value{};
	CHECK(hosted::process::of(task).mm->copy(at, &value, sizeof(value), hosted::intent::read) == 0);
	return value;
}

template <typename T>
void poke(uintptr_t at, T value)
{
	CHECK(kspawn_copy_to_user(kspawn_current(), at, &value, sizeof(value)) == 0);
}

inline uintptr_t poke_string(uintptr_t at, const std::string &text)
{
	CHECK(kspawn_copy_to_user(kspawn_current(), at, text.c_str(), text.size() + 1) == 0);
	return at;
}

/// What no user program may have written to, as pointers of 4 and more bytes.
inline std::vector<uintptr_t> hostile_addresses()
{
	static int of_the_kernel;
	return { 1,
		 reinterpret_cast<uintptr_t>(&of_the_kernel),
		 reinterpret_cast<uintptr_t>(kspawn_current()),
		 hosted::user_low - 2,
		 hosted::user_high - 2,
		 hosted::user_high,
		 0x12345670,
		 kspawn_pt_regs_ip(kspawn_current_pt_regs()),
		 UINTPTR_MAX,
		 UINTPTR_MAX - 3,
		 uintptr_t(1) << (sizeof(uintptr_t) * 8 - 1) };
}

/// Writes argument n wherever the port keeps it: in the word that changes what is read.
inline void set_arg(kspawn_pt_regs &regs, unsigned n, uintptr_t value)
{
	uintptr_t words[sizeof(regs) / sizeof(uintptr_t)];
	memcpy(words, &regs, sizeof(regs));
	const uintptr_t before = kspawn_pt_regs_arg(&regs, n);
	for (uintptr_t &word : words) {
		const uintptr_t old = std::exchange(word, ~word);
		memcpy(&regs, words, sizeof(regs));
		const bool found = kspawn_pt_regs_arg(&regs, n) != before;
		word = found ? value : old;
		memcpy(&regs, words, sizeof(regs));
		if (found)
			return;
	}
}

/// A system call by the registers, as the entry code makes it; its result.
inline long call(long nr, std::vector<uintptr_t> args = {})
{
	kspawn_pt_regs *regs = kspawn_current_pt_regs();
	const kspawn_pt_regs before = *regs;
	args.resize(6);
	regs->nr = uint64_t(nr);
	for (unsigned n = 0; n < args.size(); n++)
		set_arg(*regs, n, args[n]);
	kspawn_signal_syscall(regs);
	const long result = kspawn_pt_regs_ret(regs);
	*regs = before;
	return result;
}

} // namespace kspawn::test
#endif
