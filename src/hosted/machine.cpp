/* src/hosted/machine.cpp: the machine in a process */
#include "machine.hpp"

#include <pthread.h>

#include <kspawn/exec.h>
#include <kspawn/fork.h>
#include <kspawn/kthread.h>

#include "host_error.hpp"
#include "mm.hpp"
#include "process.hpp"
#include "scheduler.hpp"
#include "stacks.hpp"
#include "trap.hpp"
#include "user_range.hpp"

namespace kspawn::hosted {
namespace {

machine *running;
constexpr size_t sleeper_buckets_count = 64;
constexpr uint32_t levels = 2;

struct power_on {
	kspawn_fn *fn;
	void *arg;
};

/// The processor's own code: it is adopted by the idle task.
void *processor(void *arg)
{
	const auto &on = *static_cast<power_on *>(arg);
	machine &m = *running;
	start_traps();
	const int pid = kspawn_kernel_thread(on.fn, on.arg, KSPAWN_SIGCHLD);
	if (pid != 1)
		die("there is no memory for init");
	while (!m.off) {
		const unsigned long before = m.result.switches;
		schedule();
		if (m.result.switches == before && !m.off) {
			m.result.panic = "every task sleeps and nothing can wake one";
			m.off = true;
		}
	}
	stop_traps();
	return nullptr;
}

/// A pthread whose stack is a block of ours, so that it leads to the idle task.
pthread_t start_processor(power_on &on)
{
	process &idle = process::idle();
	kspawn_fork_idle(&idle.task);
	kspawn_user_init(idle.user_state.bytes);
	unsigned char *block = stacks::alloc();
	if (!block)
		die("there is no stack for the processor");
	idle.kernel_block = block;
	*reinterpret_cast<kspawn_task **>(block) = &idle.task;

	pthread_attr_t attributes;
	pthread_t thread;
	pthread_attr_init(&attributes);
	check(-pthread_attr_setstack(&attributes, block + stack_bottom, stack_block - stack_bottom), "a processor's stack");
	check(-pthread_create(&thread, &attributes, processor, &on), "a processor's thread");
	pthread_attr_destroy(&attributes);
	return thread;
}

/// What the machine has beside init, which ends it with its stacks and pids.
leaks beside(const kspawn_task *init)
{
	leaks left = in_use();
	for (const process *p = process::all; p; p = p->next) {
		if (p->task.leader != init)
			continue;
		left.tasks--;
		left.pids--;
		left.stacks -= p->kernel_block != nullptr;
	}
	return left;
}

} // namespace

machine &the_machine()
{
	return *running;
}

leaks in_use()
{
	return { process::count,   running->memory.in_use(), stacks::in_use(),  running->pids.used,
		 kspawn_mm::count, shared_res::count,        image_file::count };
}

machine::machine(machine_options wanted)
	: options(std::move(wanted)), memory(options.frames), pid_slots(options.tasks), queue_slots(levels * options.tasks),
	  sleeper_buckets(sleeper_buckets_count)
{
	if (running)
		die("a process has one machine at a time");
	running = this;
	kspawn_pid_init(&pids, pid_slots.data(), options.tasks);
	kspawn_rq_init(&queue, queue_slots.data(), levels, options.tasks);
	kspawn_waiters_init(&sleepers, sleeper_buckets.data(), sleeper_buckets_count);
	stacks::reserve(options.tasks + 2);
	user_range::reserve(memory);
}

machine::~machine()
{
	user_range::release();
	stacks::release();
	running = nullptr;
}

/// Takes back what every task that is left still has.
void machine::power_off()
{
	kspawn_task *init = kspawn_init_task();
	for (process *p = process::all; p; p = p->next)
		if (p->task.leader == init)
			p->put_all();
	result.leaked = beside(init);
	while (process *p = process::all) {
		p->put_all();
		kspawn_task_free(&p->task);
	}
}

machine_result machine::run(kspawn_fn *fn, void *arg)
{
	power_on on = { fn, arg };
	const pthread_t thread = start_processor(on);
	check(-pthread_join(thread, nullptr), "the end of a processor");
	stacks::free(process::idle().kernel_block);
	power_off();
	return std::move(result);
}

machine_result machine::run(std::function<int()> body)
{
	const auto call = [](void *arg) { return (*static_cast<std::function<int()> *>(arg))(); };
	return run(call, &body);
}

machine_result machine::run_program(const std::string &path, const std::vector<std::string> &argv,
				    const std::vector<std::string> &envp)
{
	const auto pointers = [](const std::vector<std::string> &strings) {
		std::vector<const char *> list;
		for (const std::string &s : strings)
			list.push_back(s.c_str());
		list.push_back(nullptr);
		return list;
	};
	return run([&] {
		const int err = kspawn_kernel_execve(path.c_str(), pointers(argv).data(), pointers(envp).data());
		if (err)
			result.panic = "init: " + path + " cannot be executed: errno " + std::to_string(-err);
		return err ? 127 : 0;
	});
}

} // namespace kspawn::hosted
