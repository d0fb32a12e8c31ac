/* tests/generic/failing_hooks_test.cpp: every step of a creation or an exec that can fail, fails once
 *
 * Tested here: inject.cpp */
#include <cstdio>
#include <cstring>

#include "inject.hpp"
#include "tasks.hpp"

using namespace kspawn::test;
namespace inject = kspawn::hosted::inject;

namespace {

using errors = std::vector<int>;

/// What one run of the operation came to.
struct attempt {
	int result;
	unsigned steps; /* asked while the operation ran */
};

using trial = std::function<attempt(unsigned n)>;

/// Runs the operation with its n-th step failing.
trial of(std::function<int()> operation)
{
	return [operation = std::move(operation)](unsigned n) {
		inject::fail_at(n);
		const int result = operation();
		return attempt{ result, inject::end() };
	};
}

/// The child's own life is not to be counted: a thread whose turn comes before
/// the child's ends the count.
attempt vfork_trial(unsigned n)
{
	static unsigned counted;
	const int guard = thread([] {
		counted = inject::end();
		return 0;
	});
	inject::fail_at(n);
	const int pid = kspawn_vfork();
	const unsigned steps = inject::end();
	CHECK(wait_for(guard) == exited(0));
	return { pid, pid < 0 ? steps : counted };
}

/// A failure left nothing, and the machine continues.
bool clean_after(int result, const errors &allowed, const std::vector<size_t> &before, const kspawn_pt_regs &regs)
{
	bool clean = std::find(allowed.begin(), allowed.end(), -result) != allowed.end();
	CHECK(clean);
	CHECK(in_use() == before);
	CHECK(memcmp(&regs, kspawn_current_pt_regs(), sizeof(regs)) == 0);
	CHECK(kspawn_wait4(-1, nullptr, KSPAWN_WNOHANG | KSPAWN_WALL) == -KSPAWN_ECHILD);
	clean = clean && in_use() == before;
	const int status = wait_for(spawn({ "/echo", "-x", "9" }));
	CHECK(status == exited(9));
	CHECK(in_use() == before);
	return clean && status == exited(9) && in_use() == before;
}

/// Fails the n-th step for n = 1 until the operation gets through. `settle` ends
/// what a success has begun. Without the last `late` steps it gets through, too.
void fail_each(const char *name, const errors &allowed, const trial &attempt_with, const std::function<void(int)> &settle,
	       unsigned late = 0)
{
	unsigned points = 0, clean = 0;
	for (;;) {
		const auto before = in_use();
		const kspawn_pt_regs regs = *kspawn_current_pt_regs();
		const attempt a = attempt_with(points + 1);
		INFO(name << ", step " << points + 1 << ", result " << a.result);
		if (a.result >= 0) {
			CHECK(a.steps == points + late);
			CHECK(points > 0);
			CHECK(clean == points);
			printf("%s: %u points, %u clean\n", name, points, clean);
			fflush(stdout);
			settle(a.result);
			return;
		}
		CHECK(a.steps >= points + 1);
		points++;
		clean += clean_after(a.result, allowed, before, regs);
	}
}

void waits(int pid) { CHECK(wait_for(pid) == exited(5)); }

/// Everything that hides in the first use of some memory is behind us.
void warm_up()
{
	poke_string(scratch(), "");
	poke(scratch() + 256, 0);
}

int clone_with(uint64_t flags)
{
	kspawn_clone_args args = {};
	args.flags = flags;
	args.exit_signal = flags & KSPAWN_CLONE_THREAD ? 0 : KSPAWN_SIGCHLD;
	args.child_tid = scratch() + 256;
	return kspawn_clone(&args);
}

/* A tid that cannot be written fails nothing. */
constexpr uint64_t process_flags = KSPAWN_CLONE_CHILD_CLEARTID | KSPAWN_CLONE_CLEAR_SIGHAND;
constexpr uint64_t cleared_thread_flags = KSPAWN_CLONE_CHILD_CLEARTID | KSPAWN_CLONE_VM | KSPAWN_CLONE_FS | KSPAWN_CLONE_FILES |
					  KSPAWN_CLONE_SIGHAND | KSPAWN_CLONE_THREAD;
const errors creation = { KSPAWN_ENOMEM, KSPAWN_EAGAIN };
const errors exec = { KSPAWN_ENOMEM, KSPAWN_EIO };
const errors exec_by_user = { KSPAWN_ENOMEM, KSPAWN_EIO, KSPAWN_EFAULT };

} // namespace

TEST_CASE("a kernel thread fails cleanly at every step")
{
	in_kernel([] {
		fail_each("kernel_thread", creation, of([] { return thread([] { return 5; }); }), waits);
		return 0;
	});
}

TEST_CASE("a kthread fails cleanly at every step")
{
	in_kernel([] {
		static kspawn_task *task;
		const auto create = [] { return kspawn_kthread_create([](void *) { return 5; }, nullptr, &task); };
		fail_each("kthread_create", creation, of(create), [](int) { CHECK(kspawn_kthread_stop(task) == -KSPAWN_EINTR); });
		return 0;
	});
}

TEST_CASE("fork fails cleanly at every step")
{
	in_kernel([] {
		as_user([] {
			warm_up();
			fail_each("fork", creation, of(kspawn_fork), waits);
			return 0;
		});
		return 0;
	});
}

TEST_CASE("vfork fails cleanly at every step")
{
	in_kernel([] {
		as_user([] {
			warm_up();
			fail_each("vfork", creation, vfork_trial, waits);
			return 0;
		});
		return 0;
	});
}

TEST_CASE("clone of a process fails cleanly at every step")
{
	in_kernel([] {
		as_user([] {
			warm_up();
			fail_each("clone", creation, of([] { return clone_with(process_flags); }), waits);
			return 0;
		});
		return 0;
	});
}

TEST_CASE("clone with a file for the child fails cleanly at every step")
{
	in_kernel([] {
		as_user([] {
			warm_up();
			const auto operation = [] {
				kspawn_clone_args args = {};
				args.flags = KSPAWN_CLONE_PIDFD;
				args.exit_signal = KSPAWN_SIGCHLD;
				args.pidfd = scratch();
				return kspawn_clone(&args);
			};
			poke(scratch(), 0);
			fail_each("clone with CLONE_PIDFD", { KSPAWN_ENOMEM, KSPAWN_EAGAIN, KSPAWN_EFAULT }, of(operation),
				  waits);
			return 0;
		});
		return 0;
	});
}

TEST_CASE("clone of a thread fails cleanly at every step")
{
	in_kernel([] {
		as_user([] {
			warm_up();
			fail_each("clone of a thread", creation, of([] { return clone_with(cleared_thread_flags); }),
				  [](int) { kspawn_exit_group(0); });
			return 1;
		});
		return 0;
	});
}

/* An entry that is a descriptor is read when the exec cannot fail any more. Without it the program faults. */
#ifdef KSPAWN_DESCRIPTORS
constexpr unsigned late_in_exec = 1;
#else
constexpr unsigned late_in_exec = 0;
#endif
static int program_ends(int status) { return late_in_exec ? KSPAWN_SIGSEGV : exited(status); }

TEST_CASE("kernel_execve fails cleanly at every step, and the thread continues")
{
	in_kernel([] {
		const int pid = thread([] {
			const auto operation = [] {
				const auto *mm = kspawn::hosted::process::current().mm;
				const int err = become_user();
				CHECK((!err || kspawn::hosted::process::current().mm == mm));
				CHECK(bool(kspawn_current()->flags & KSPAWN_TF_KTHREAD) == (err != 0));
				return err;
			};
			fail_each(
				"kernel_execve", exec, of(operation), [](int) {}, late_in_exec);
			return 0;
		});
		CHECK(wait_for(pid) == program_ends(5));
		return 0;
	});
}

TEST_CASE("execve fails cleanly at every step, and the program keeps its memory")
{
	in_kernel([] {
		const int pid = user([] {
			const uintptr_t path = poke_string(scratch(), "/echo");
			const uintptr_t table = scratch() + 256, words = scratch() + 128;
			poke_string(words, "-x");
			poke_string(words + 32, "6");
			for (uintptr_t word : { path, words, words + 32, uintptr_t(0) })
				poke(table + sizeof(word) * (word == words ? 1 : word == words + 32 ? 2 : word ? 0 : 3), word);
			const auto operation = [path, table] {
				const auto *mm = kspawn::hosted::process::current().mm;
				const int err = kspawn_sys_execve(path, table, 0);
				CHECK((!err || kspawn::hosted::process::current().mm == mm));
				return err;
			};
			fail_each(
				"execve", exec_by_user, of(operation), [](int) {}, late_in_exec);
			kspawn_return_to_user(kspawn_current_pt_regs());
			return 1;
		});
		CHECK(wait_for(pid) == program_ends(6));
		return 0;
	});
}

TEST_CASE("the count of failing steps is itself able to fail")
{
	in_kernel([] {
		inject::fail_at(1);
		CHECK(inject::fails());
		CHECK(!inject::fails());
		CHECK(inject::end() == 2);
		CHECK(!inject::fails());
		inject::fail_at(2);
		CHECK(thread([] { return 0; }) < 0);
		CHECK(inject::end() == 2);
		return 0;
	});
}
