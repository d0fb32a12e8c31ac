/* tests/user/handlers.c: signal handlers: in a system call, after a fault, nested, on an alternate stack, left by longjmp */
#include <kspawn/siginfo.h>

#include "check.h"

const char *const check_name = "handlers";

enum { USR1 = KSPAWN_SIGUSR1, USR2 = KSPAWN_SIGUSR2, STACK_SIZE = 32768 };

/* Inside the user range and never mapped. */
#define NOWHERE 0x12345670ul

typedef void handler_fn(int sig, const struct kspawn_siginfo *info, void *context);

static volatile int calls, deepest, depth;
static struct kspawn_siginfo last;
static volatile uintptr_t last_frame;
static char alternate[STACK_SIZE] __attribute__((aligned(16)));
static void *back[5];

static long set_handler(int sig, handler_fn *handler, unsigned flags, uint64_t mask)
{
	struct kspawn_sigaction action = { .handler = (uintptr_t)handler, .flags = KSPAWN_SA_SIGINFO | flags };

	kspawn_sigset_put(&action.mask, mask);
	return sys(KSPAWN_NR_rt_sigaction, sig, (long)&action, 0, sizeof(action.mask), 0, 0);
}

static uint64_t change_mask(int how, uint64_t signals)
{
	struct kspawn_sigset set, old;

	kspawn_sigset_put(&set, signals);
	check("rt_sigprocmask", sys(KSPAWN_NR_rt_sigprocmask, how, (long)&set, (long)&old, sizeof(set), 0, 0), 0);
	return kspawn_sigset_get(&old);
}

static uint64_t blocked(void) { return change_mask(KSPAWN_SIG_BLOCK, 0); }
static uint64_t bit(int sig) { return (uint64_t)1 << (sig - 1); }
static bool on_alternate(uintptr_t address) { return address - (uintptr_t)alternate < STACK_SIZE; }

/* Floating point of its own, on all ports. */
static volatile double half = 0.5, third = 1.0 / 3;

static void note(int sig, const struct kspawn_siginfo *info, void *context)
{
	(void)sig, (void)context;
	calls++;
	last = *info;
	last_frame = (uintptr_t)__builtin_frame_address(0);
	check("arithmetic in a handler", (double)(half * 4) == 2.0, 1);
}

static void check_call(void)
{
	const int pid = sys_getpid();
	const double kept = third * 7;

	check("rt_sigaction", set_handler(USR1, note, 0, 0), 0);
	for (int i = 1; i <= 3; i++) {
		check("kill oneself", sys_kill(pid, USR1), 0);
		check("a handler has run", calls, i);
	}
	check("si_signo", last.signo, USR1);
	check("si_code", last.code, KSPAWN_SI_USER);
	check("si_pid", last.kill.pid, pid);
	check("floating point over a handler", kept == (double)(third * 7), 1); /* without excess precision */
	check("the mask after handlers", (long)blocked(), 0);
}

static void nested(int sig, const struct kspawn_siginfo *info, void *context)
{
	(void)info, (void)context;
	if (++depth > deepest)
		deepest = depth;
	if (++calls == 1) {
		sys_kill(sys_getpid(), USR1); /* blocked until the return */
		sys_kill(sys_getpid(), USR2);
		check("calls in the handler", calls, 2);
		check("blocked in the handler", (long)blocked(), (long)bit(sig));
	}
	depth--;
}

static void check_nested(void)
{
	calls = deepest = 0;
	set_handler(USR1, nested, 0, 0);
	set_handler(USR2, nested, 0, 0);
	sys_kill(sys_getpid(), USR1);
	check("calls of nested handlers", calls, 3);
	check("depth of nested handlers", deepest, 2);
	check("the mask after nested handlers", (long)blocked(), 0);
}

static void check_alternate(void)
{
	const struct kspawn_sigaltstack stack = { .sp = (uintptr_t)alternate, .size = STACK_SIZE };
	struct kspawn_sigaltstack old;

	check("sigaltstack", sys(KSPAWN_NR_sigaltstack, (long)&stack, 0, 0, 0, 0, 0), 0);
	calls = 0;
	set_handler(USR1, note, KSPAWN_SA_ONSTACK, 0);
	sys_kill(sys_getpid(), USR1);
	check("a handler on the alternate stack", on_alternate(last_frame), 1);
	set_handler(USR1, note, 0, 0);
	sys_kill(sys_getpid(), USR1);
	check("a handler on the normal stack", on_alternate(last_frame), 0);
	check("calls", calls, 2);
	check("sigaltstack reads", sys(KSPAWN_NR_sigaltstack, 0, (long)&old, 0, 0, 0, 0), 0);
	check("the stack's size", (long)old.size, STACK_SIZE);
	check("the stack's flags", old.flags, 0);
}

static void leave(int sig, const struct kspawn_siginfo *info, void *context)
{
	note(sig, info, context);
	__builtin_longjmp(back, 1);
}

static void check_fault(unsigned flags)
{
	calls = 0;
	set_handler(KSPAWN_SIGSEGV, leave, flags, 0);
	if (!__builtin_setjmp(back)) {
		__asm__ volatile("" : : : "memory"); /* `back` is written */
		*(volatile char *)NOWHERE = 1;
		check("not reached", 0, 1);
	}
	check("a handler of a fault", calls, 1);
	check("si_addr", (long)last.fault.addr, (long)(NOWHERE & -KSPAWN_FAULT_GRAIN));
	check("si_code of a fault is of the kernel", last.code > 0, 1);
	check("blocked after longjmp", (long)blocked(), (long)bit(KSPAWN_SIGSEGV));
	change_mask(KSPAWN_SIG_UNBLOCK, bit(KSPAWN_SIGSEGV));
}

/* A fault with its signal blocked, and a frame that cannot be written, kill. */
static int blocked_fault(long unused)
{
	(void)unused;
	change_mask(KSPAWN_SIG_BLOCK, bit(KSPAWN_SIGSEGV));
	*(volatile char *)NOWHERE = 1;
	return 1;
}

static int full_stack(long unused)
{
	const struct kspawn_sigaltstack stack = { .sp = NOWHERE & ~4095ul, .size = STACK_SIZE };

	(void)unused;
	sys(KSPAWN_NR_sigaltstack, (long)&stack, 0, 0, 0, 0, 0);
	set_handler(USR1, note, KSPAWN_SA_ONSTACK, 0);
	sys_kill(sys_getpid(), USR1);
	return 1;
}

int main(int argc, char **argv, char **envp)
{
	(void)argc, (void)argv, (void)envp;
	check_call();
	check_nested();
	check_alternate();
	check_fault(0);
	check_fault(KSPAWN_SA_ONSTACK);
	set_handler(KSPAWN_SIGSEGV, (handler_fn *)KSPAWN_SIG_DFL, 0, 0);
	check_child("a blocked fault", fork_run(blocked_fault, 0), KILLED(SIGSEGV));
	check_child("no room for a frame", fork_run(full_stack, 0), KILLED(SIGSEGV));
	check_childless("all children were waited for");
	return check_end();
}
