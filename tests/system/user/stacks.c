/* tests/system/user/stacks.c: a program on a stack that is none */
#include "system.h"

#include "frames.h"
#include "places.h"

const char *const check_name = "stacks";

static const char text[PAGE] = "text that stays";

static const struct {
	const char *name;
	unsigned long address;
} places[] = { ALL_PLACES,
	       { "memory that may not be written to", (unsigned long)text + sizeof(text) },
	       { "a small number", 64 } };

#ifndef BREAK_SIGNAL
#define BREAK_SIGNAL SIGTRAP
#endif

enum { PLACES_COUNT = sizeof(places) / sizeof(*places), ROUNDS = 10000000, KEPT = 9 };

static void handler(int sig, void *info, void *context)
{
	(void)sig, (void)info, (void)context;
	sys_exit_group(111);
}

static void handle(int sig)
{
	const struct action action = { .handler = handler };

	check("rt_sigaction", call(__NR_rt_sigaction, sig, (long)&action, 0, SIGNAL_SET), 0);
}

/* No system call, no fault and no interrupt needs the stack. */
static int calls(long sp)
{
	const int pid = sys_getpid();
	const long nr = KSPAWN_NR_clone;
	long child, args[10];

	check("getpid", call_on((unsigned long)sp, KSPAWN_NR_getpid, 0, 0), pid);
	check("sched_yield", call_on((unsigned long)sp, KSPAWN_NR_sched_yield, 0, 0), 0);
	spin_on((unsigned long)sp, ROUNDS);
	kspawn_clone_arguments(args, SIGCHLD, NULL, NULL, NULL, NULL);
	child = call_on((unsigned long)sp, nr, args[0], args[1]);
	if (child == 0)
		sys_exit_group(KEPT);
	check_child("a child", (int)child, EXITED(KEPT));
	return check_failed != 0;
}

static int handled(long sp)
{
	handle(SIGUSR1);
	return (int)call_on((unsigned long)sp, KSPAWN_NR_kill, sys_getpid(), SIGUSR1);
}

static int handled_fault(long sp)
{
	handle(SIGSEGV);
	handle(SIGILL);
	illegal_on((unsigned long)sp);
	return 1;
}

static int illegal(long sp) { return illegal_on((unsigned long)sp), 1; }
static int load(long sp) { return load_on((unsigned long)sp), 1; }
static int push(long sp) { return push_on((unsigned long)sp), 1; }
static int trap(long sp) { return break_on((unsigned long)sp), 1; }
static int sigreturn(long sp) { return sigreturn_on((unsigned long)sp), 1; }

int main(int argc, char **argv, char **envp)
{
	(void)envp;
	be_good(argc, argv);
	settle();
	for (int i = 0; i < PLACES_COUNT; i++) {
		const long sp = (long)places[i].address;

		check_run(titled("calls", places[i].name), calls, sp, EXITED(0));
		check_run(titled("a signal", places[i].name), handled, sp, KILLED(SIGSEGV));
		check_run(titled("a signal for a fault", places[i].name), handled_fault, sp, KILLED(SIGSEGV));
		check_run(titled("an illegal instruction", places[i].name), illegal, sp, KILLED(SIGILL));
		check_run(titled("a load", places[i].name), load, sp, KILLED(SIGSEGV));
		check_run(titled("a breakpoint", places[i].name), trap, sp, KILLED(BREAK_SIGNAL));
		check_run(titled("a push", places[i].name), push, sp, EITHER(KILLED(SIGSEGV), KILLED(SIGBUS)));
		check_run(titled("rt_sigreturn", places[i].name), sigreturn, sp, KILLED(SIGSEGV));
	}
	return child_runs_end();
}
