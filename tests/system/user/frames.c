/* tests/system/user/frames.c: a handler changes the registers that it returns to */
#include "system.h"

#include "frames.h"
#include "places.h"

const char *const check_name = "frames";

/* Inside the user range and never mapped. */
#define NOWHERE 0x12345670ul

static const struct {
	const char *name;
	unsigned long address;
} places[] = { ALL_PLACES };

static const struct forgery forgeries[] = {
	{ "nothing", RESULT, ~0ul, 0, LIVES },
	{ "a result", RESULT, 0, 77, EXITED(77) },
	FORGERIES,
};
static const char *const variants[] = { FORGED_BY };

enum {
	PLACES_COUNT = sizeof(places) / sizeof(*places),
	FORGERIES_COUNT = sizeof(forgeries) / sizeof(*forgeries),
	VARIANTS = sizeof(variants) / sizeof(*variants)
};

/* ---- the registers of the frame ---- */

static struct forgery forged;
static int variant;

static void forge(int sig, void *info, void *context)
{
	(void)sig, (void)context;
	frame_change(info, &forged, forge_variant, variant);
}

static void handle(int sig, void (*handler)(int sig, void *info, void *context))
{
	const struct action action = { .handler = handler };

	check("rt_sigaction", call(__NR_rt_sigaction, sig, (long)&action, 0, SIGNAL_SET), 0);
}

/* Its value, if it returns, is what the handler has made of the result of kill. */
static int take_signal(void (*handler)(int sig, void *info, void *context))
{
	handle(SIGUSR1, handler);
	return sys_kill(sys_getpid(), SIGUSR1);
}

static int run(long n)
{
	(void)n;
	return take_signal(forge);
}

static void try(struct forgery forgery, const char *name, int status)
{
	forged = forgery;
	for (variant = 0; variant < VARIANTS; variant++) {
		char title[160];
		const char *whole = titled(name, variants[variant]);

		memcpy(title, whole, strlen(whole) + 1);
		check_run(titled(title, forgery.name), run, 0, status);
	}
}

/* What becomes of a program with each of the forgeries, by a handler that sees a whole frame. */
static int statuses[FORGERIES_COUNT];

static void judge(int sig, void *info, void *context)
{
	(void)sig;
	check("the frame is Linux's", frame_is_whole(info, context), 1);
	for (int i = 0; i < FORGERIES_COUNT; i++)
		statuses[i] = frame_status(info, &forgeries[i], LIVES);
}

/* ---- floating point, of which the processor refuses some ---- */

static unsigned char filler;

static void fill_state(int sig, void *info, void *context)
{
	(void)sig, (void)context;
	memset(frame_fp(info), filler, KSPAWN_USER_STATE_SIZE);
}

static int state(long byte)
{
	filler = (unsigned char)byte;
	return take_signal(fill_state);
}

/* ---- the mask of signals, which no frame may extend ---- */

static void block_all(int sig, void *info, void *context)
{
	(void)sig, (void)context;
	frame_block_all(info);
}

static int block(long unused)
{
	unsigned long blocked[SIGNAL_SET / sizeof(long)] = { 0 }, all[8 / sizeof(long)];

	(void)unused;
	memset(all, 0xff, sizeof(all));
	all[0] ^= 1ul << (SIGKILL - 1) | 1ul << (SIGSTOP - 1);
	check("kill", take_signal(block_all), 0);
	check("rt_sigprocmask", call(__NR_rt_sigprocmask, 0, 0, (long)blocked, SIGNAL_SET), 0);
	check("blocked", memcmp(blocked, all, sizeof(all)), 0);
	return check_failed ? 1 : sys_kill(sys_getpid(), SIGKILL);
}

/* ---- handlers that are none ---- */

static int handler_at(long address) { return take_signal((void (*)(int, void *, void *))address); }

static int handler_of_fault_at(long address)
{
	handle(SIGSEGV, (void (*)(int, void *, void *))address);
	*(volatile char *)address = 0;
	return 1;
}

static void fault_again(int sig, void *info, void *context)
{
	(void)sig, (void)info, (void)context;
	*(volatile char *)NOWHERE = 0;
}

static int fault_in_handler(long flags)
{
	const struct action action = { .handler = fault_again, .flags = (unsigned long)flags };

	check("rt_sigaction", call(__NR_rt_sigaction, SIGSEGV, (long)&action, 0, SIGNAL_SET), 0);
	fault_again(0, NULL, NULL);
	return 1;
}

/* ---- a handler that runs before the first instruction of a child ---- */

static void end_of_child(int sig, void *info, void *context) { sys_exit_group(frame_is_whole(info, context) ? sig : 1); }

static int first_of_all(long unused)
{
	int pid;

	(void)unused;
	handle(SIGUSR1, end_of_child);
	pid = (int)sys_fork();
	while (pid == 0)
		;
	sys_kill(pid, SIGUSR1);
	check_child("the child", pid, EXITED(SIGUSR1));
	return check_failed != 0;
}

int main(int argc, char **argv, char **envp)
{
	enum { NODEFER = 0x40000000 };

	(void)envp;
	be_good(argc, argv);
	settle();
	check("kill", take_signal(judge), 0);
	for (int i = 0; i < FORGERIES_COUNT; i++)
		try(forgeries[i], "registers", statuses[i]);
	for (int i = 0; i < PLACES_COUNT; i++) {
		const long at = (long)places[i].address;

		try((struct forgery){ places[i].name, IP, 0, (unsigned long)at, 0 }, "ip", JUMP_STATUS((unsigned long)at));
		try((struct forgery){ places[i].name, SP, 0, (unsigned long)at, 0 }, "sp", EITHER(DIES, KILLED(SIGBUS)));
		if (at != 0)
			check_run(titled("a handler", places[i].name), handler_at, at, JUMP_STATUS((unsigned long)at));
		check_run(titled("a handler of the fault", places[i].name), handler_of_fault_at, at,
			  JUMP_STATUS((unsigned long)at));
	}
	for (int byte = 0; byte < 256; byte += 51)
		check_run("floating point", state, byte, EITHER(LIVES, DIES)); /* reserved bits of its control */
	check_run("blocked signals", block, 0, KILLED(SIGKILL));
	check_run("a fault in its handler", fault_in_handler, 0, KILLED(SIGSEGV));
	check_run("faults in its handler", fault_in_handler, NODEFER, KILLED(SIGSEGV));
	check_run("a signal for a new process", first_of_all, 0, EXITED(0));
	return child_runs_end();
}
