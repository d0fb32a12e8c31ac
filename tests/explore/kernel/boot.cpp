/* tests/explore/kernel/boot.cpp: processors and init start */
#include "internal.hpp"
#include <sys/mman.h>

using namespace explore;

namespace kernel {

bool booted[max_vp];

namespace {

unsigned char *stacks, *boot_stacks;

[[noreturn]] void idle_loop()
{
	vps[cur].irq_off = false;
	for (;;) {
		while (!kernel_has_work(cur)) {
			vps[cur].st = processor::idle;
			block();
			vps[cur].st = processor::run;
		}
		schedule();
	}
}

/// Reaps until there is no child, unless init's exec or the layer makes it another's task.
void reap_all()
{
	int pid, status = 0;
	while ((pid = kspawn_wait4(-1, &status, KSPAWN_WALL)) != -KSPAWN_ECHILD)
		reaped.push_back({ pid, status });
}

int run_init(void *)
{
	playing->init();
	if (playing->init_execs)
		return 0;
	if (!playing->below4)
		reap_all();
	init_done = true;
	note("init is done");
	static uint32_t never;
	for (;;)
		kspawn_wait_word(&never, 0, KSPAWN_UNINTERRUPTIBLE);
}

void adopt()
{
	if (kspawn_fork_idle(&slot(cur)->task))
		fail("fork_idle");
	hp[cur].pid = -cur;
	booted[cur] = true;
}

void vp_main()
{
	const int me = cur;
	vps[me].current = &slot(me)->task;
	vps[me].irq_off = true;
	const bool late = playing->late_cpu && me == opt.vps - 1 && me != 0;
	if (!late)
		adopt();
	if (me != 0) {
		vps[me].st = late ? processor::run : processor::idle;
		explore::booted();
		vps[me].st = processor::run;
		if (late)
			adopt();
		idle_loop();
	}
	for (int v = 1; v < opt.vps; v++)
		boot(v);
	cur = 0;
	vps[0].irq_off = false;
	layer5_begin();
	if (kspawn_kernel_thread(run_init, nullptr, KSPAWN_SIGCHLD) != 1)
		fail("init was refused");
	idle_loop();
}

void map_stacks()
{
	const int prot = PROT_READ | PROT_WRITE, flags = MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE;
	if (stacks)
		return;
	stacks = static_cast<unsigned char *>(mmap(nullptr, stack_size * slots_max, prot, flags, -1, 0));
	boot_stacks = static_cast<unsigned char *>(mmap(nullptr, stack_size * max_vp, prot, flags, -1, 0));
}

/// A processor starts in vp_main, on a stack of its own, as its idle task.
void reset_processor(int v)
{
	booted[v] = false;
	hp[v].st = hproc::used;
	hp[v].idle = true;
	hp[v].stack_vp = v;
	hp[v].lock = fresh("idle");
	slot(v)->task.state = KSPAWN_TASK_LIVE;
	uintptr_t *sp = reinterpret_cast<uintptr_t *>(boot_stacks + size_t(v + 1) * stack_size - 64) - 1;
	*sp = reinterpret_cast<uintptr_t>(&vp_main);
	vps[v].ctx.sp = sp;
	vps[v].current = &slot(v)->task;
}

} // namespace

unsigned char *stack_of(int n) { return stacks + size_t(n) * stack_size; }

} // namespace kernel

using namespace kernel;

void explore::kernel_reset()
{
	map_stacks();
	tasks_reset();
	words_reset();
	futexes_reset();
	queue_reset();
	queues_reset();
	locks_reset();
	things_reset();
	programs_reset();
	spawn_reset();
	scenario_reset();
	pids = reinterpret_cast<kspawn_pid_table *>(arena + pid_at);
	for (int v = 0; v < opt.vps; v++)
		reset_processor(v);
	kspawn_pid_init(pids, reinterpret_cast<kspawn_pid_slot *>(arena + pid_slots_at), uint32_t(playing->pid_count));
}
