/* tests/tier1/requirements.c: R1 to R4, R8 and R9 of kernel threads, seen from outside: docs/architecture.md */
#include "../link/alone/alone.h"

#include <limits.h>
#include <stdint.h>

#include <kspawn/fork.h>

/* The linker has each of these called in place of the function, which it calls. */
int __real_kspawn_copy_thread(struct kspawn_thread *t, const struct kspawn_thread_args *args);
int __wrap_kspawn_copy_thread(struct kspawn_thread *t, const struct kspawn_thread_args *args);
void __real_kspawn_schedule_tail(struct kspawn_thread *prev);
void __wrap_kspawn_schedule_tail(struct kspawn_thread *prev);
struct kspawn_thread *__real_kspawn_switch_to_fp(struct kspawn_thread *prev, struct kspawn_thread *next);
struct kspawn_thread *__wrap_kspawn_switch_to_fp(struct kspawn_thread *prev, struct kspawn_thread *next);
void __real_kspawn_fn_returned(int rv);
void __wrap_kspawn_fn_returned(int rv);

static struct kspawn_task idle;
static struct kspawn_thread *left; /* by the last switch */
static struct kspawn_thread_args creation;
static char steps[16]; /* of the last thread: tail, fn, returned, user */
static int status;
static void *given;

enum look { ZEROES, ONES, USER_MODE } look;

static void step(char what)
{
	const size_t n = strlen(steps);

	if (n + 1 < sizeof steps)
		steps[n] = what;
}

/* What a register file looks like decides nothing. */
static void disguise(struct kspawn_pt_regs *regs)
{
	memset(regs, look == ONES ? 0xff : 0, sizeof *regs);
	if (look == USER_MODE)
		kspawn_start_thread(regs, 0x10000000, 0x10001000);
}

int __wrap_kspawn_copy_thread(struct kspawn_thread *t, const struct kspawn_thread_args *args)
{
	check(t != &idle.thread, "R8: copy_thread sees no idle task");
	creation = *args;
	disguise(args->regs);
	memset(steps, 0, sizeof steps);
	return __real_kspawn_copy_thread(t, args);
}

struct kspawn_thread *__wrap_kspawn_switch_to_fp(struct kspawn_thread *prev, struct kspawn_thread *next)
{
	left = prev;
	struct kspawn_thread *before = __real_kspawn_switch_to_fp(prev, next);
	check(before == left, "R2: switch_to returns the thread that ran before");
	return before;
}

void __wrap_kspawn_schedule_tail(struct kspawn_thread *prev)
{
	step('t');
	check(prev == left, "R2: schedule_tail gets the thread that ran before");
	check(kspawn_current() != &idle, "R8: an idle task passes through no trampoline");
	__real_kspawn_schedule_tail(prev);
}

void __wrap_kspawn_fn_returned(int rv)
{
	step('r');
	__real_kspawn_fn_returned(rv);
}

_Noreturn void kspawn_return_to_user(struct kspawn_pt_regs *regs)
{
	step('u');
	check(regs == kspawn_current_pt_regs() && regs == &self()->regs, "R2: user mode has the task's registers");
	check(kspawn_pt_regs_ip(regs) == 0x4000 && kspawn_pt_regs_sp(regs) == 0x8000, "R3: and they are the program's");
	check(kspawn_pt_regs_valid(regs), "R3: which may enter user mode");
	kspawn_exit(5 << 8);
}

void kspawn_task_exiting(struct kspawn_task *task) { (void)task; }

void kspawn_process_dead(struct kspawn_task *leader)
{
	status = leader->exit_code;
	kspawn_task_put(leader);
}

static int returns(void *arg)
{
	step('f');
	given = arg;
	check(kspawn_current()->flags & KSPAWN_TF_KTHREAD, "R9: it is a kernel thread");
	return (int)(intptr_t)arg;
}

/* fn runs in a thread with `arg`; its steps are these, and so is its status. */
static void lives(int (*fn)(void *), void *arg, const char *wanted, int code)
{
	const int pid = kspawn_kernel_thread(fn, arg, KSPAWN_SIGCHLD);

	check(pid > 0, "a kernel thread");
	check(creation.parent_regs == NULL, "R1: copy_thread gets no user registers");
	check(creation.fn == fn && creation.arg == arg, "R1: copy_thread gets fn and arg, bit for bit");
	check(creation.regs != NULL && creation.stack != NULL, "R1: and where the thread's own are");
	others();
	check(given == arg, "R1: fn gets its argument, bit for bit");
	check(strcmp(steps, wanted) == 0, "R2: schedule_tail, fn, then fn_returned, and the way out only for a program");
	check(status == code, "R4: what fn returns is the exit code");
	check(held.tasks == 0 && held.stacks == 0, "the thread has been freed");
}

static int came_back;

/* As an exec at the bottom of several callers, each of which continues afterwards. */
static __attribute__((noinline)) void descend(int depth)
{
	volatile uintptr_t canary = UINTPTR_MAX / 0xff * (uintptr_t)depth;

	if (depth) {
		descend(depth - 1);
	} else {
		memset(kspawn_current_pt_regs(), 0, sizeof(struct kspawn_pt_regs));
		kspawn_start_thread(kspawn_current_pt_regs(), 0x4000, 0x8000);
		kspawn_current()->flags &= ~(uint32_t)KSPAWN_TF_KTHREAD;
	}
	came_back += canary == UINTPTR_MAX / 0xff * (uintptr_t)depth;
}

static int becomes_program(void *arg)
{
	step('f');
	given = arg;
	came_back = 0;
	descend(9);
	check(came_back == 10, "R3: fn returns through all its callers");
	return 77; /* ignored once there is a program */
}

static void idle_task(void)
{
	memset(&idle, 0xa5, sizeof idle);
	become(&idle);
	check(kspawn_fork_idle(&idle) == 0, "R8: an idle task");
	check(idle.thread.sp == NULL && idle.pid == 0, "R8: is the code that runs, with no frame and no pid");
	check(idle.flags == (KSPAWN_TF_IDLE | KSPAWN_TF_KTHREAD), "R8: and is marked");
}

int main(void)
{
	static const uintptr_t patterns[] = { 0, 1, UINTPTR_MAX, UINTPTR_MAX / 3, UINTPTR_MAX / 3 * 2 };
	static const int results[] = { 0, 1, 37, 127, 128, 255, 256, 0x1234, -1, -2, INT_MIN, INT_MAX };

	idle_task();
	for (look = ZEROES; look <= USER_MODE; look++) {
		for (size_t i = 0; i < sizeof patterns / sizeof patterns[0]; i++)
			lives(returns, (void *)patterns[i], "tfr", ((int)patterns[i] & 0xff) << 8);
		for (size_t i = 0; i < sizeof results / sizeof results[0]; i++)
			lives(returns, (void *)(intptr_t)results[i], "tfr", (results[i] & 0xff) << 8);
		lives(becomes_program, NULL, "tfru", 5 << 8);
	}
	check(idle.thread.sp != NULL, "R8: the first switch fills in its sp");
	return result();
}
