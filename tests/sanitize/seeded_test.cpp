/* tests/sanitize/seeded_test.cpp: a bug in the machine is found by the sanitizer that should find it */
#include <atomic>
#include <cstdio>
#include <sys/wait.h>
#include <unistd.h>

#include <kspawn/fork.h>
#include <kspawn/kthread.h>
#include <kspawn/wait.h>

#include "machine_test.hpp"
#include "process.hpp"
#include "processor.hpp"
#include "scheduler.hpp"

using namespace kspawn;
using namespace kspawn::test;

namespace {

constexpr unsigned processors = 2;

/// Init's `body` on a machine, in a process of its own: what that wrote to standard error, if it failed.
std::string report_of(std::function<int()> body)
{
	int ends[2];
	REQUIRE(pipe(ends) == 0);
	std::fflush(nullptr);
	const pid_t pid = fork();
	if (pid == 0) {
		dup2(ends[1], 2);
		close(ends[0]);
		hosted::machine_options options;
		options.processors = processors;
		hosted::machine m(options);
		m.run(std::move(body));
		_exit(0);
	}
	close(ends[1]);
	std::string report;
	char piece[4096];
	for (ssize_t n; (n = read(ends[0], piece, sizeof(piece))) > 0;)
		report.append(piece, std::size_t(n));
	close(ends[0]);
	int status = 0;
	waitpid(pid, &status, 0);
	return WIFEXITED(status) && WEXITSTATUS(status) == 0 ? "" : report;
}

void check_report(std::function<int()> body, const char *wanted)
{
	const std::string report = report_of(std::move(body));
	INFO(report);
	CHECK(report.find(wanted) != std::string::npos);
}

/// This number of children of init run `fn` at once, each on a processor of its own, to their ends.
int in_children(kspawn_fn *fn)
{
	for (unsigned i = 0; i < processors; i++)
		kspawn_kernel_thread(fn, nullptr, KSPAWN_SIGCHLD);
	while (kspawn_wait4(-1, nullptr, KSPAWN_WALL) > 0)
		;
	return 0;
}

[[maybe_unused]] int nothing(void *)
{
	hosted::yield();
	return 0;
}

} // namespace

TEST_CASE("a machine without a bug is left alone")
{
	CHECK(report_of([] { return in_children(nothing); }) == "");
}

#ifdef KSPAWN_SANITIZE_ADDRESS
namespace {

volatile int beyond = 16;

/// After switches, so that the stack is known only to code to which they were reported. UBSan would
/// see it first.
__attribute__((no_sanitize("undefined"))) int overflow(void *)
{
	char on_the_stack[16] = {};
	const volatile char *at = on_the_stack;
	hosted::yield();
	at += beyond;
	return *at;
}

} // namespace

TEST_CASE("AddressSanitizer finds an overflow on a kernel stack, and names the stack")
{
	check_report([] { return in_children(overflow); }, "stack-buffer-overflow");
	check_report([] { return in_children(overflow); }, "is located in stack of");
}

TEST_CASE("AddressSanitizer finds a use of a freed task")
{
	const auto use_after_free = [] {
		const int pid = kspawn_kernel_thread(nothing, nullptr, KSPAWN_SIGCHLD);
		kspawn_task *child = kspawn_pid_find(&hosted::the_machine().pids, pid);
		kspawn_wait4(pid, nullptr, KSPAWN_WALL);
		kspawn_task_put(child);
		while (hosted::process::count > 1) /* its processor releases it last */
			hosted::yield();
		return int(child->flags);
	};
	check_report(use_after_free, "heap-use-after-free");
}

TEST_CASE("UBSan finds an overflow of a number")
{
	static volatile int large = 0x7fffffff;
	check_report([] { return large + 1; }, "signed integer overflow");
}
#endif

#ifdef KSPAWN_SANITIZE_THREAD
namespace {

constexpr unsigned rounds = 100; /* of which the sanitizer may miss some */

int shared;
std::atomic<unsigned> arrived;

/// Both are there before either continues.
void meet(unsigned round)
{
	for (arrived++; arrived < processors * round;)
		;
}

int race(void *)
{
	for (unsigned round = 1; round <= rounds; round++) {
		meet(round);
		shared++;
	}
	return 0;
}

int locked(void *)
{
	for (unsigned round = 1; round <= rounds; round++) {
		meet(round);
		const uintptr_t flags = kspawn_lock(KSPAWN_LOCK_TREE);
		shared++;
		kspawn_unlock(KSPAWN_LOCK_TREE, flags);
	}
	return 0;
}

} // namespace

TEST_CASE("ThreadSanitizer finds two processors that race")
{
	check_report([] { return in_children(race); }, "data race");
}

TEST_CASE("and none where a lock orders them")
{
	CHECK(report_of([] { return in_children(locked); }) == "");
}
#endif
