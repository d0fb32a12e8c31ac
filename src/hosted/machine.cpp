/* src/hosted/machine.cpp: the hosted machine */
#include "machine.hpp"

#include <cstring>
#include <pthread.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <kspawn/exec.h>
#include <kspawn/fork.h>
#include <kspawn/kthread.h>

#include "host_error.hpp"
#include "mm.hpp"
#include "processor.hpp"
#include "scheduler.hpp"
#include "stacks.hpp"
#include "trap.hpp"
#include "user_range.hpp"

namespace kspawn::hosted {
namespace {

machine *running;
constexpr size_t buckets_count = 64;
constexpr uint32_t levels = 2;

/// What the first processor starts with.
kspawn_fn *init_fn;
void *init_arg;

/// A processor's own code: it is adopted by its idle task.
void *run_processor(void *arg)
{
	processor &here = *static_cast<processor *>(arg);
	here.host_tid = int(syscall(SYS_gettid));
	if (here.number == 0) {
		start_traps(here);
		if (kspawn_kernel_thread(init_fn, init_arg, KSPAWN_SIGCHLD) != 1)
			die("there is no memory for init");
	}
	idle_loop(here);
	if (here.number == 0)
		stop_traps();
	return nullptr;
}

/// Returns what is in use, without the stacks and pids of init, which exits last.
leaks except(const kspawn_task *init)
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

machine &the_machine() { return *running; }

leaks in_use()
{
	return { process::count,   running->memory.in_use(), stacks::in_use(), running->pids.used,
		 kspawn_mm::count, shared_res::count,        image_file::count };
}

machine::user_addresses::user_addresses() { user_range::reserve(); }

machine::user_addresses::~user_addresses() { user_range::release(); }

machine::machine(machine_options wanted)
	: options(std::move(wanted)), memory(options.frames), pid_slots(options.tasks), sleeper_buckets(buckets_count),
	  futex_buckets(buckets_count), signal_elements(options.signals)
{
	if (running)
		die("a process has one machine at a time");
	running = this;
	if (!options.processors || kspawn_pid_init(&pids, pid_slots.data(), options.tasks))
		die("a machine has one processor and two pids at least");
	kspawn_waiters_init(&sleepers, sleeper_buckets.data(), buckets_count);
	kspawn_waiters_init(&futexes, futex_buckets.data(), buckets_count);
	kspawn_sigpool_init(&signals, signal_elements.data(), options.signals, options.signals / 2);
	stacks::reserve(options.tasks + 1 + options.processors);
	user_range::use(memory);
	kspawn_user_init(initial_state.bytes);
	for (unsigned number = 0; number < options.processors; number++) {
		processors.push_back(std::make_unique<processor>());
		processor &p = *processors.back();
		p.number = p.idle.cpu = number;
		p.queue_slots.resize(levels * options.tasks);
		if (kspawn_rq_init(&p.queue, p.queue_slots.data(), levels, options.tasks))
			die("the number of tasks is not a power of two");
	}
}

machine::~machine()
{
	stacks::release();
	running = nullptr;
}

void machine::halt(const std::string &panic)
{
	if (off.exchange(true))
		return;
	result.panic = panic;
	for (const auto &p : processors)
		p->ring();
	interrupt_user_mode();
}

/// A host thread whose stack is a block of ours, so that it leads to the idle task.
void machine::start(processor &p)
{
	kspawn_fork_idle(&p.idle.task);
	unsigned char *block = stacks::alloc();
	if (!block)
		die("there is no stack for a processor");
	p.idle.kernel_block = block;
	*reinterpret_cast<kspawn_task **>(block) = &p.idle.task;

	pthread_attr_t attributes;
	pthread_attr_init(&attributes);
	check(-pthread_attr_setstack(&attributes, block + stack_bottom, stack_block - stack_bottom), "a processor's stack");
	check(-pthread_create(&p.thread, &attributes, run_processor, &p), "a processor's thread");
	pthread_attr_destroy(&attributes);
}

/// Takes back what every task that is left still has.
void machine::take_back()
{
	kspawn_task *init = kspawn_init_task();
	for (process *p = process::all; p; p = p->next)
		if (p->task.leader == init)
			p->put_all();
	result.leaked = except(init);
	while (process *p = process::all) {
		p->put_all();
		kspawn_task_free(&p->task);
	}
}

machine_result machine::run(kspawn_fn *fn, void *arg)
{
	init_fn = fn;
	init_arg = arg;
	for (const auto &p : processors)
		start(*p);
	for (const auto &p : processors)
		check(-pthread_join(p->thread, nullptr), "the end of a processor");
	stopped = true;
	for (const auto &p : processors)
		stacks::free(p->idle.kernel_block);
	take_back();
	result.creations = counted.creations;
	result.switches = counted.switches;
	result.ticks = counted.ticks;
	result.faults = counted.faults;
	result.calls = counted.calls;
	return std::move(result);
}

machine_result machine::run(std::function<int()> body)
{
	const auto call = [](void *arg) { return (*static_cast<std::function<int()> *>(arg))(); };
	return run(call, &body);
}

/// An errno, of the last file that exec asked for.
static std::string why_refused(const std::string &path, int err)
{
	const std::string &asked = process::current().asked;
	return (asked == path ? "" : asked + ": ") + strerror(-err);
}

machine_result machine::run_program(const std::string &path, const std::vector<std::string> &argv,
				    const std::vector<std::string> &envp)
{
	const auto pointers = [](const std::vector<std::string> &strings) {
		std::vector<const char *> list;
		list.reserve(strings.size() + 1);
		for (const std::string &s : strings)
			list.push_back(s.c_str());
		list.push_back(nullptr);
		return list;
	};
	return run([&] {
		const int err = kspawn_kernel_execve(path.c_str(), pointers(argv).data(), pointers(envp).data());
		if (err)
			result.refused = why_refused(path, err);
		return err ? 127 : 0;
	});
}

} // namespace kspawn::hosted
