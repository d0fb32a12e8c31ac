/* tests/hosted/pitfalls_test.cpp: bugs that real kernels had, one test each
 *
 * Those whose promise is a layer's own are tested there:
 *   child runnable before its registers are set ...... fork_test, "a child is complete when it is published"
 *   stack freed or zombie reaped while running on it .. finish_switch_test, R11
 *   entry function returns off the end ................ kernel_thread_test, R4
 *   failure in the middle of fork ..................... failing_hooks_test
 *   vfork parent killed, its word stale ............... fork_test, /vforks orphan
 *   fork returns twice, or 0 in the parent ............ fork_test, "fork returns once"
 *   argv of exec ...................................... exec_test, syscall_test
 *   ELF files ......................................... elf_test, image_test
 *   register written before clear-tid is checked ...... mm_release_test, "a hostile clear-tid word"
 *   pid reused while it is held ....................... machine_test, kthread_test, wait_test, fork_test
 *   orphans and zombies ............................... notify_parent_test, all orders
 *   all registers after switch, call and preemption ... tests/arch, /regs */
#include <cstring>
#include <fstream>

#include "generic/tasks.hpp"
#include "inject.hpp"
#include "stacks.hpp"

using namespace kspawn::test;

namespace {

bool all_zero(const void *bytes, size_t n)
{
	const auto *at = static_cast<const unsigned char *>(bytes);
	return std::all_of(at, at + n, [](unsigned char byte) { return byte == 0; });
}

/// The documented registers of a new program.
kspawn_pt_regs started(uintptr_t entry, uintptr_t sp)
{
	kspawn_pt_regs regs = {};
	kspawn_program program = {};
	program.entry = entry;
	program.sp = sp;
	kspawn_start_program(&regs, &program);
	return regs;
}

/// As the file has it, with what more than an address it says.
uintptr_t entry_of(const std::string &program)
{
	constexpr int e_entry = 24;
	std::ifstream file(KSPAWN_PROGRAMS_DIR + program, std::ios::binary);
	uintptr_t entry = 0;
	file.seekg(e_entry);
	file.read(reinterpret_cast<char *>(&entry), sizeof(entry));
	return entry;
}

} // namespace

TEST_CASE("pitfall: a new thread runs the code after the switch before its own, with no lock held")
{
	auto options = with_programs();
	options.child_first = true;
	in_kernel(
		[] {
			kspawn_task *parent = kspawn_current();
			const int pid = thread([parent] {
				CHECK(parent->on_cpu == 0);                            /* finish_switch has run for it */
				const uintptr_t flags = kspawn_lock(KSPAWN_LOCK_TREE); /* aborts if it is held */
				kspawn_unlock(KSPAWN_LOCK_TREE, flags);
				return 5;
			});
			CHECK(wait_for(pid) == exited(5));
			return 0;
		},
		options);
}

TEST_CASE("pitfall: a child that runs before its publication returns finds all of itself in place")
{
	auto options = with_programs();
	options.child_first = true;
	const outcome o = in_kernel(
		[] {
			as_user([] {
				poke(scratch(), 0);
				kspawn_clone_args args = {};
				args.flags = KSPAWN_CLONE_PARENT_SETTID | KSPAWN_CLONE_VM | KSPAWN_CLONE_CHILD_CLEARTID;
				args.exit_signal = KSPAWN_SIGCHLD;
				args.parent_tid = scratch();
				args.child_tid = scratch() + 8;
				poke(scratch() + 8, 77);
				const int pid = kspawn_clone(&args);
				CHECK(peek<int>(kspawn_current(), scratch()) == pid);
				CHECK(wait_for(pid) == exited(5));
				CHECK(peek<int>(kspawn_current(), scratch() + 8) == 0);
				return 0;
			});
			return 0;
		},
		options);
}

TEST_CASE("pitfall: an exec sets every register, whatever lay there")
{
	const uintptr_t entry = entry_of("/echo");
	in_kernel([entry] {
		for (bool again : { false, true }) {
			const int pid = thread([again, entry] {
				if (again)
					CHECK(become_user() == 0);
				kspawn_pt_regs *regs = kspawn_current_pt_regs();
				memset(regs, 0xa5, sizeof(*regs));
				CHECK(become_user({ "/echo", "-x", "8" }) == 0);
				const kspawn_pt_regs expected = started(entry, kspawn_pt_regs_sp(regs));
				CHECK(memcmp(&expected, regs, sizeof(expected)) == 0);
				CHECK(kspawn_pt_regs_valid(regs));
				return 0;
			});
			CHECK(wait_for(pid) == exited(8));
		}
		return 0;
	});
}

TEST_CASE("pitfall: a failed exec leaves every register of the program alone")
{
	in_kernel([] {
		as_user([] {
			kspawn_pt_regs *regs = kspawn_current_pt_regs();
			kspawn_pt_regs before;
			memcpy(&before, regs, sizeof(before));
			CHECK(become_user({ "/missing" }) == -KSPAWN_ENOENT);
			CHECK(become_user({ "/" }) == -KSPAWN_EACCES);
			CHECK(memcmp(&before, regs, sizeof(before)) == 0);
			return 0;
		});
		return 0;
	});
}

TEST_CASE("pitfall: a recycled task has nothing of the one that lay there before")
{
	auto options = with_programs();
	options.tasks = 8; /* so that stacks come back at once */
	in_kernel(
		[] {
			as_user([] {
				kspawn_task *self = kspawn_current();
				for (int i = 0; i < 30; i++) {
					const int pid = kspawn_fork();
					kspawn_task *child = find(pid);
					const auto &p = kspawn::hosted::process::of(child);
					CHECK(!p.interrupted);
					CHECK(memcmp(&p.user_state, &kspawn::hosted::process::of(self).user_state,
						     sizeof(p.user_state)) == 0);
					CHECK(child->clear_tid == 0);
					CHECK(child->vfork_word == 0);
					CHECK(child->kthread == 0);
					CHECK(child->parent_tid == kspawn_current()->pid); /* the word of `result` */
					CHECK(child->exit_code == 0);
					CHECK(child->children == nullptr);
					CHECK(child->zombies == nullptr);
					kspawn_task_put(child);
					CHECK(wait_for(pid) == exited(5));
				}
				return 0;
			});
			return 0;
		},
		options);
}

TEST_CASE("pitfall: a switch at each step of fork, exec and exit is harmless")
{
	auto options = with_programs();
	options.switch_in_hooks = true;
	options.quantum_us = short_quantum;
	in_kernel(
		[] {
			const auto before = kspawn::test::in_use();
			std::vector<int> pids;
			for (int i = 0; i < 8; i++)
				pids.push_back(spawn({ "/storm", "exec", "8" }));
			for (int pid : pids)
				CHECK(wait_for(pid) == exited(0));
			CHECK(kspawn::test::in_use() == before);
			return 0;
		},
		options);
}

TEST_CASE("pitfall: a fork that fails half way leaves its parent's memory and files in their place")
{
	in_kernel([] {
		as_user([] {
			const auto &p = kspawn::hosted::process::current();
			const auto mm = p.mm;
			const auto shared = p.shared;
			constexpr unsigned sighand_step = 5; /* after the task, its pid, files and working directory */
			kspawn_clone_args args = {};
			args.flags = KSPAWN_CLONE_PARENT_SETTID | KSPAWN_CLONE_FS | KSPAWN_CLONE_FILES | KSPAWN_CLONE_VM |
				     KSPAWN_CLONE_SIGHAND;
			args.exit_signal = KSPAWN_SIGCHLD;
			kspawn::hosted::inject::fail_at(sighand_step);
			CHECK(kspawn_clone(&args) == -KSPAWN_ENOMEM);
			kspawn::hosted::inject::end();
			CHECK(p.mm == mm);
			CHECK(mm->refs == 1);
			CHECK(p.shared == shared);
			for (const auto *res : shared)
				CHECK(res->refs == 1);
			return 0;
		});
		return 0;
	});
}

TEST_CASE("pitfall: argv may be empty, NULL, or longer than a page")
{
	in_kernel([] {
		const int none = thread([] {
			const char *const argv[] = { nullptr };
			return kspawn_kernel_execve("/echo", argv, argv);
		});
		CHECK(wait_for(none) == exited(0));
		const int null = thread([] { return kspawn_kernel_execve("/echo", nullptr, nullptr); });
		CHECK(wait_for(null) == exited(0));
		CHECK(wait_for(spawn({ "/echo", std::string(100000, 'a') })) == exited(0));
		return 0;
	});
}

TEST_CASE("pitfall: the first frame of a new thread stays inside its stack")
{
	in_kernel([] {
		static bool intact;
		const auto looks = [](void *) {
			const auto *regs = reinterpret_cast<unsigned char *>(kspawn_current_pt_regs());
			intact = std::all_of(regs, regs + sizeof(kspawn_pt_regs), [](unsigned char b) { return b == 0x5a; });
			return 0;
		};
		kspawn_task *task = nullptr;
		CHECK(kspawn_kthread_create(looks, nullptr, &task) == 0);
		const auto low = reinterpret_cast<uintptr_t>(task->stack), high = low + task->stack_size;
		const auto sp = reinterpret_cast<uintptr_t>(task->thread.sp);
		CHECK(sp > low);
		CHECK(sp < high);
		CHECK(high == reinterpret_cast<uintptr_t>(task->regs)); /* which it must not touch */
		memset(task->regs, 0x5a, sizeof(*task->regs));
		kspawn_kthread_start(task);
		CHECK(kspawn_kthread_stop(task) == 0);
		CHECK(intact);
		return 0;
	});
}

TEST_CASE("pitfall: a program finds nothing of others in its memory")
{
	in_kernel([] {
		as_user([] {
			for (uintptr_t page = 0; page < 64; page++)
				poke(kspawn_pt_regs_sp(kspawn_current_pt_regs()) - 4096 * (page + 1), 0x53454352);
			return 0;
		});
		as_user([] {
			const uintptr_t sp = kspawn_pt_regs_sp(kspawn_current_pt_regs());
			std::vector<unsigned char> bytes(64 * 4096);
			CHECK(kspawn_copy_from_user(bytes.data(), sp - bytes.size(), bytes.size()) == 0);
			CHECK(all_zero(bytes.data(), bytes.size()));
			return 0;
		});
		return 0;
	});
}
