/* tests/arch/requirements_test.cpp: R1 to R9 and R11 of the design; R6 in machine code and R10 as a build: tests/link,
 * tests/arch/overlay
 *
 * Tested here: current_pt_regs.cpp, kernel_execve.cpp */
#include <cstring>

#include "../generic/tasks.hpp"
#include "inject.hpp"
#include "probe.hpp"

using namespace kspawn::test;
using kspawn::hosted::machine_options;
using kspawn::hosted::process;

namespace {

constexpr uintptr_t patterns[] = { 0, 1, UINTPTR_MAX, UINTPTR_MAX / 3, UINTPTR_MAX / 3 * 2 };
constexpr unsigned char poison = 0x5c;
constexpr uintptr_t poisoned = UINTPTR_MAX / 0xff * poison;

/// What a test saw go wrong on a kernel stack, where it cannot throw, and how often it looked.
struct watch {
	std::vector<std::string> wrong;
	unsigned long looks = 0;

	void want(bool held, const char *promise)
	{
		looks++;
		if (!held && wrong.size() < 10)
			wrong.push_back(promise);
	}
	void check(unsigned long at_least = 1) const
	{
		for (const std::string &promise : wrong)
			FAIL_CHECK("not so: " << promise);
		CHECK(looks >= at_least);
	}
};

const std::vector<std::vector<std::string>> programs = { { "/init" }, { "/regs" }, { "/tree" }, { "/threads" }, { "/cow" } };

void check_program(const std::vector<std::string> &argv, machine_options options = with_programs())
{
	INFO("program " << argv[0]);
	const outcome o = run_program(argv, std::move(options));
	INFO(o.console);
	CHECK(o.status == exited(0));
}

void *last_arg;
bool still_poisoned;

int take_arg(void *arg)
{
	last_arg = arg;
	still_poisoned = true;
	for (uintptr_t word : words_of(*kspawn_current_pt_regs()))
		still_poisoned &= word == poisoned;
	return 0;
}

/// A tick on the way out is one more round of user work.
std::string once(std::string steps)
{
	const std::string again = " work work";
	for (std::size_t at; (at = steps.find(again)) != std::string::npos;)
		steps.erase(at, again.size() / 2);
	return steps;
}

} // namespace

TEST_CASE("R1: a kernel thread reaches copy_thread with no user registers, and with fn and arg bit-exact")
{
	probe p;
	std::vector<kspawn_thread_args> creations;
	p.copy_thread = [&](kspawn_thread *, const kspawn_thread_args &args) {
		creations.push_back(args);
		memset(args.regs, poison, sizeof(*args.regs));
	};
	in_kernel([&] {
		for (uintptr_t pattern : patterns) {
			void *arg = reinterpret_cast<void *>(pattern);
			creations.clear();
			last_arg = &last_arg;
			const int pid = kspawn_kernel_thread(take_arg, arg, KSPAWN_SIGCHLD);
			kspawn_task *child = find(pid);
			CHECK(creations.size() == 1);
			CHECK(creations[0].parent_regs == nullptr);
			CHECK(creations[0].fn == take_arg);
			CHECK(creations[0].arg == arg);
			CHECK(creations[0].regs == child->regs);
			CHECK(creations[0].stack == child->stack);
			CHECK(creations[0].stack_size == child->stack_size);
			kspawn_task_put(child);
			CHECK(wait_for(pid) == 0);
			CHECK(last_arg == arg);
			CHECK(still_poisoned);
		}
		return 0;
	});
}

TEST_CASE("R2: a new thread wakes in schedule_tail, then fn, then the way out that every system call takes")
{
	probe p;
	const std::string call = " call work exit";
	in_kernel([&] {
		const int plain = thread([] { return 3; });
		CHECK(wait_for(plain) == exited(3));
		CHECK(p.steps(plain) == "tail returned");
		const int program = spawn({ "/echo", "-x", "5" });
		CHECK(wait_for(program) == exited(5));
		const std::string created = "tail returned user work exit";
		CHECK(once(p.steps(program)).substr(0, created.size()) == created);
		CHECK(count_of(once(p.steps(program)), call) >= 1);
		return 0;
	});
}

TEST_CASE("R2: a user child wakes in schedule_tail and takes the same way out")
{
	probe p;
	in_kernel([&] {
		int child = 0;
		as_user([&] {
			child = kspawn_fork();
			CHECK(wait_for(child) == exited(5));
			return 0;
		});
		const std::string created = "tail user work exit";
		CHECK(once(p.steps(child)).substr(0, created.size()) == created);
		return 0;
	});
}

TEST_CASE("R2: switch_to returns the task that really ran before")
{
	for (const auto &argv : programs) {
		probe p;
		watch w;
		kspawn_thread *left = nullptr;
		p.leave = [&](kspawn_thread *prev, kspawn_thread *) {
			w.want(prev == &kspawn_current()->thread, "a task leaves for itself");
			left = prev;
		};
		p.back = [&](kspawn_thread *before) { w.want(before == left, "switch_to returns the thread that ran before"); };
		machine_options options = with_programs();
		options.switch_in_hooks = true;
		check_program(argv, options);
		w.check(10);
	}
}

namespace {

struct nest {
	const char *path;
	int err = 1, depth = 0, came_back = 0;
};

/// Execs at the bottom of several callers, each of which continues afterwards.
__attribute__((noinline)) void descend(nest &n, int depth)
{
	const uintptr_t value = uintptr_t(depth) * (UINTPTR_MAX / 0xff);
	volatile uintptr_t canary = value;
	if (depth) {
		descend(n, depth - 1);
	} else {
		const char *const argv[] = { n.path, "-x", "5", nullptr };
		n.err = kspawn_kernel_execve(n.path, argv, nullptr);
	}
	n.came_back += canary == value;
}

} // namespace

TEST_CASE("R3: kernel_execve returns 0, and fn returns through all its callers into the program")
{
	probe p;
	in_kernel([&] {
		nest n = { "/echo" };
		std::string before;
		const int pid = thread([&] {
			descend(n, 9);
			before = p.steps(kspawn_current()->pid);
			return 77; /* ignored once there is a program */
		});
		CHECK(wait_for(pid) == exited(5));
		CHECK(n.err == 0);
		CHECK(n.came_back == 10);
		CHECK(before == "tail");
		return 0;
	});
}

TEST_CASE("R3: an exec that fails is a negative errno that changes nothing, and the thread continues to another")
{
	probe p;
	const auto fails = [](const char *path, int err) {
		kspawn_task *self = kspawn_current();
		memset(self->regs, poison, sizeof(*self->regs));
		const kspawn_task task = *self;
		nest n = { path };
		descend(n, 3);
		CHECK(n.err == err);
		CHECK(n.came_back == 4);
		CHECK(words_of(*self->regs) == std::vector<uintptr_t>(sizeof(*self->regs) / sizeof(uintptr_t), poisoned));
		CHECK(memcmp(&task, self, sizeof(task)) == 0);
		CHECK(process::current().mm == nullptr);
	};
	in_kernel([&] {
		int executed = 1;
		const int pid = thread([&] {
			fails("/nowhere", -KSPAWN_ENOENT);
			fails("/", -KSPAWN_EACCES);
			fails("/echo/echo", -KSPAWN_ENOTDIR);
			nest good = { "/echo" };
			descend(good, 3);
			executed = good.err;
			return 0;
		});
		CHECK(wait_for(pid) == exited(5));
		CHECK(executed == 0);
		return 0;
	});
}

TEST_CASE("R4: what fn returns is the exit code, and without an exec its thread never sees user mode")
{
	probe p;
	in_kernel([&] {
		for (int rv : { 0, 1, 37, 127, 128, 255, 256, 0x1234, -1, -2, INT_MIN, INT_MAX }) {
			CAPTURE(rv);
			const int pid = thread([rv] { return rv; });
			CHECK(wait_for(pid) == (rv & 0xff) << 8);
			CHECK(p.steps(pid) == "tail returned");
			p.by_pid.clear();
		}
		const int failed = thread([] { return kspawn_kernel_execve("/nowhere", nullptr, nullptr); });
		CHECK(wait_for(failed) == (-KSPAWN_ENOENT & 0xff) << 8);
		CHECK(p.steps(failed) == "tail returned");
		return 0;
	});
}

TEST_CASE("R5: current_pt_regs is a kernel thread's own register file from creation on, before an exec and after")
{
	probe p;
	std::vector<kspawn_pt_regs *> given;
	p.copy_thread = [&](kspawn_thread *, const kspawn_thread_args &args) { given.push_back(args.regs); };
	in_kernel([&] {
		const kspawn_pt_regs *own = kspawn_current_pt_regs();
		for (int i = 0; i < 3; i++) {
			const int pid = thread([&given] {
				kspawn_pt_regs *mine = given.back();
				CHECK(kspawn_current_pt_regs() == mine);
				yield(3);
				CHECK(kspawn_current_pt_regs() == mine);
				CHECK(become_user() == 0);
				CHECK(kspawn_current_pt_regs() == mine);
				CHECK(kspawn_pt_regs_ip(mine) != 0);
				return 0;
			});
			CHECK(wait_for(pid) == exited(5));
		}
		CHECK(kspawn_current_pt_regs() == own);
		return 0;
	});
}

TEST_CASE("R5: current_pt_regs is what the entry saved, in every system call")
{
	for (const auto &argv : programs) {
		probe p;
		watch w;
		p.syscall = [&w](kspawn_pt_regs *saved) {
			w.want(kspawn_current_pt_regs() == saved, "current_pt_regs is what the entry saved");
			w.want(kspawn_current()->regs == saved, "the task has them");
		};
		check_program(argv);
		w.check(10);
	}
}

TEST_CASE("R6: creation, exec and end of kernel threads enter no system call of their own")
{
	probe p;
	unsigned long calls = 0;
	p.syscall = [&calls](kspawn_pt_regs *) { calls++; };
	const outcome o = in_kernel([&] {
		CHECK(wait_for(thread([] { return 0; })) == 0);
		const int pid = thread([&] {
			CHECK(become_user() == 0);
			CHECK(calls == 0);
			return 0;
		});
		CHECK(wait_for(pid) == exited(5));
		CHECK(calls >= 1); /* the program's */
		return 0;
	});
	CHECK(o.calls == calls);
}

TEST_CASE("R7: fork, vfork and clone copy the user registers at current_pt_regs")
{
	for (const auto &argv : programs) {
		probe p;
		watch w;
		p.copy_thread = [&w](kspawn_thread *, const kspawn_thread_args &args) {
			if (!args.parent_regs)
				return;
			w.want(args.parent_regs == kspawn_current_pt_regs(), "the parent's registers are current_pt_regs");
			w.want(args.regs != args.parent_regs, "the child has a pt_regs of its own");
			kspawn_pt_regs expected = *args.parent_regs;
			kspawn_pt_regs_set_ret(&expected, 0);
			kspawn_pt_regs_set_sp(&expected, kspawn_pt_regs_sp(args.regs));
			kspawn_pt_regs_set_tls(&expected, kspawn_pt_regs_tls(args.regs));
			w.want(words_of(expected) == words_of(*args.regs), "the child's are a copy that returns 0");
		};
		check_program(argv);
		w.check(argv[0] == "/echo" ? 0 : 1);
	}
}

TEST_CASE("R7: fork takes stack and TLS of the parent, clone what it is given")
{
	in_kernel([] {
		as_user([] {
			const kspawn_pt_regs *own = kspawn_current_pt_regs();
			kspawn_clone_args args = {};
			args.exit_signal = KSPAWN_SIGCHLD;
			for (bool given : { false, true }) {
				args.stack = given ? scratch() : 0;
				args.tls = 0x10203040;
				args.flags = given ? KSPAWN_CLONE_SETTLS : 0;
				kspawn_task *child = find(kspawn_clone(&args));
				CHECK(kspawn_pt_regs_sp(child->regs) == (given ? args.stack : kspawn_pt_regs_sp(own)));
				CHECK(kspawn_pt_regs_tls(child->regs) == (given ? args.tls : kspawn_pt_regs_tls(own)));
				CHECK(kspawn_pt_regs_ip(child->regs) == kspawn_pt_regs_ip(own));
				CHECK(kspawn_kill(child, 9) == 0);
				kspawn_task_put(child);
				CHECK(wait_for(-1) == 9);
			}
			return 0;
		});
		return 0;
	});
}

TEST_CASE("R7: every exec starts its program from zeroed registers at current_pt_regs")
{
	probe p;
	watch w;
	p.start_thread = [&w](kspawn_pt_regs *regs) {
		w.want(regs == kspawn_current_pt_regs(), "exec fills current_pt_regs");
		w.want(words_of(*regs) == std::vector<uintptr_t>(sizeof(*regs) / sizeof(uintptr_t)), "they are zero");
	};
	check_program({ "/tree" });
	check_program({ "/init" });
	w.check(4);
}

TEST_CASE("R8: an idle task passes through no copy_thread and no trampoline, and its first switch away completes it")
{
	probe p;
	watch w;
	const kspawn_task *idle = nullptr;
	const void *sp_at_first_leave = &w;
	unsigned long leaves = 0;
	p.arch_dup_task = [&](kspawn_task *child, const kspawn_task *parent) {
		if (!parent && !idle)
			idle = child;
		w.want(bool(child->flags & KSPAWN_TF_IDLE) == !parent, "arch_dup_task sees the flag of an idle task");
		w.want(!parent || parent == kspawn_current(), "another's parent is the current task");
	};
	p.copy_thread = [&](kspawn_thread *t, const kspawn_thread_args &) {
		w.want(idle && t != &idle->thread, "copy_thread sees no idle task");
	};
	p.leave = [&](kspawn_thread *prev, kspawn_thread *) {
		if (idle && prev == &idle->thread && leaves++ == 0)
			sp_at_first_leave = prev->sp;
	};
	in_kernel([&] {
		w.want(leaves == 1, "the idle task was left once");
		w.want(idle->thread.sp != nullptr, "the switch filled in sp");
		return wait_for(thread([] { return 0; }));
	});
	CHECK(sp_at_first_leave == nullptr);
	CHECK(p.steps(0).find("tail") == std::string::npos);
	w.check(4);

	in_kernel([] {
		kspawn_task other;
		memset(&other, poison, sizeof(other));
		CHECK(kspawn_fork_idle(&other) == 0);
		CHECK(other.thread.sp == nullptr);
		CHECK(other.pid == 0);
		CHECK(other.flags == (KSPAWN_TF_IDLE | KSPAWN_TF_KTHREAD));
		return 0;
	});
}

TEST_CASE("R9: a kernel thread is one whatever its register file looks like, zeroed or as in user mode")
{
	probe p;
	enum look { zeroes, ones, as_user_mode };
	look wanted = zeroes;
	p.copy_thread = [&](kspawn_thread *, const kspawn_thread_args &args) {
		memset(args.regs, wanted == ones ? 0xff : 0, sizeof(*args.regs));
		if (wanted == as_user_mode)
			kspawn_start_thread(args.regs, 0x10000000, 0x10001000);
	};
	in_kernel([&] {
		for (look l : { zeroes, ones, as_user_mode }) {
			CAPTURE(int(l));
			wanted = l;
			const int pid = thread([] {
				CHECK((kspawn_current()->flags & KSPAWN_TF_KTHREAD) != 0);
				return 6;
			});
			CHECK(wait_for(pid) == exited(6));
			CHECK(p.steps(pid) == "tail returned");
			const int program = spawn({ "/echo", "-x", "5" });
			CHECK(wait_for(program) == exited(5));
			p.by_pid.clear();
		}
		return 0;
	});
}

namespace {

bool in_family(const kspawn_task *child)
{
	const kspawn_task *leader = child->leader;
	if (child != leader) {
		const kspawn_task *t = leader;
		do
			t = t->thread_next;
		while (t != leader && t != child);
		return t == child;
	}
	if (!child->parent)
		return child->exit_signal == 0;
	const kspawn_task *t = child->parent->children;
	while (t && t != child)
		t = t->sibling;
	return t == child;
}

/// All that a task needs to run, to be found and to be reaped.
void want_complete(watch &w, kspawn_task *child)
{
	const process &p = process::of(child);
	w.want(child->state == KSPAWN_TASK_LIVE, "it lives");
	w.want(child->thread.sp && *static_cast<uintptr_t *>(child->thread.sp) == KSPAWN_CODE_ADDRESS(kspawn_ret_from_fork),
	       "its first frame is laid");
	w.want(child->pid > 0 && child->tgid == child->leader->pid, "it has its pids");
	w.want(child->refs >= 1 && child->leader->threads >= 1 && child->leader->live >= 1, "it is counted");
	w.want(in_family(child), "it is in its family");
	kspawn_task *found = find(child->pid);
	w.want(found == child, "its pid leads to it");
	if (found)
		kspawn_task_put(found);
	if (child->flags & KSPAWN_TF_KTHREAD)
		return;
	w.want(kspawn_pt_regs_valid(child->regs), "its registers may enter user mode");
	w.want(p.mm && p.shared[0] && p.shared[1] && p.shared[2], "it has memory, files and handlers");
}

} // namespace

TEST_CASE("R11: a published task is complete, and may run before its publication returns")
{
	for (const auto &argv : programs)
		for (int how = 0; how < 4; how += native ? 1 : 3) {
			probe p;
			watch w;
			p.publish = [&w](kspawn_task *child) { want_complete(w, child); };
			machine_options options = with_programs();
			options.child_first = how & 1;
			options.switch_in_hooks = how & 2;
			CAPTURE(options.child_first, options.switch_in_hooks);
			check_program(argv, options);
			w.check(5);
		}
}

TEST_CASE("R11: a child that runs at once finds all of itself, and its parent finds its pid")
{
	machine_options options = with_programs();
	options.child_first = true;
	in_kernel(
		[] {
			for (int i = 0; i < 3; i++) {
				int inside = 0;
				const int pid = thread([&inside] {
					inside = kspawn_current()->pid;
					return 4;
				});
				CHECK(inside == pid);
				CHECK(wait_for(pid) == exited(4));
			}
			as_user([] {
				const int pid = kspawn_fork();
				CHECK(wait_for(pid) == exited(5));
				const int vforked = kspawn_vfork();
				CHECK(wait_for(vforked) == exited(5));
				return 0;
			});
			return 0;
		},
		options);
}

TEST_CASE("R11: a stack is freed on another one, and its task is a zombie only then")
{
	for (const auto &argv : programs) {
		probe p;
		watch w;
		p.stack_free = [&w](kspawn_task *task) {
			const auto sp = reinterpret_cast<uintptr_t>(__builtin_frame_address(0));
			const auto stack = reinterpret_cast<uintptr_t>(task->stack);
			w.want(sp < stack || sp >= stack + task->stack_size, "a stack is freed on another one");
			w.want(kspawn_current() != task, "by another task");
			w.want(task->state == KSPAWN_TASK_DEAD, "the task is not a zombie yet");
			w.want(task->on_cpu == 0, "nor on a processor");
		};
		p.dead = [&w](kspawn_task *leader) {
			w.want(leader->stack == nullptr, "a zombie has no stack");
			w.want(leader->state == KSPAWN_TASK_ZOMBIE, "it is a zombie");
		};
		machine_options options = with_programs();
		options.switch_in_hooks = true;
		check_program(argv, options);
		w.check(5);
	}
}

TEST_CASE("R11: a creation that fails, at whatever step, undoes everything")
{
	in_kernel([] {
		as_user([] {
			const auto creations = { +[] { return kspawn_kernel_thread(take_arg, nullptr, KSPAWN_SIGCHLD); },
						 +[] { return kspawn_fork(); } };
			for (auto bear : creations) {
				const auto before = in_use();
				int pid = -1;
				for (unsigned n = 1; pid < 0; n++) {
					kspawn::hosted::inject::fail_at(n);
					pid = bear();
					kspawn::hosted::inject::end();
					if (pid > 0)
						break;
					CHECK((pid == -KSPAWN_ENOMEM || pid == -KSPAWN_EAGAIN));
					CHECK(in_use() == before);
				}
				CHECK(wait_for(pid) >= 0);
			}
			return 0;
		});
		return 0;
	});
}
