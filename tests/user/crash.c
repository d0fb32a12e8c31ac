/* tests/user/crash.c: a program that ends badly in the way that it is asked for, or in all ways */
#include "check.h"

const char *const check_name = "crash";

/* Inside the user range and never mapped. */
#define NOWHERE 0x12345670ul

__asm__(".pushsection .text\n"
	".balign 4\n"
	".globl illegal\n.hidden illegal\n"
	"illegal: " KSPAWN_USER_ILLEGAL "\n"
	".popsection");
extern char illegal[] __attribute__((visibility("hidden")));

static const char constant[] = "constant";
static volatile char data[16] __attribute__((aligned(16)));
static volatile int zero, one = 1;

static void call(unsigned long address)
{
#ifdef KSPAWN_DESCRIPTORS
	volatile unsigned long descriptor[3] = { address, 0, 0 };

	address = (unsigned long)descriptor;
#endif
	((void (*)(void))address)();
}

static void wild(void) { *(volatile char *)NOWHERE = 1; }
static void ill(void) { call((unsigned long)illegal); }
static void jump(void) { call(NOWHERE); }
static void rodata(void) { *(volatile char *)(unsigned long)constant = 'C'; }
static void text(void) { *(volatile char *)(unsigned long)illegal = 0; }
static void nx(void) { call((unsigned long)data); }
static void divide(void) { zero = one / zero; }

static void stack(void)
{
	volatile char frame[1000];

	frame[zero] = 1;
	if (frame[zero])
		stack();
	frame[zero] = 2;
}

static const struct {
	const char *name;
	void (*how)(void);
	int status;
} ways[] = {
	{ "wild", wild, KILLED(SIGSEGV) },   { "ill", ill, KILLED(SIGILL) },
	{ "jump", jump, KILLED(SIGSEGV) },   { "rodata", rodata, KILLED(SIGSEGV) },
	{ "text", text, KILLED(SIGSEGV) },   { "nx", nx, KILLED(SIGSEGV) },
	{ "stack", stack, KILLED(SIGSEGV) }, { "div", divide, KSPAWN_USER_DIVISION_TRAPS ? KILLED(SIGFPE) : EXITED(1) },
};

enum { WAYS = sizeof(ways) / sizeof(*ways) };

static int run(long way)
{
	ways[way].how();
	return 1;
}

int main(int argc, char **argv, char **envp)
{
	(void)envp;
	for (int i = 0; i < WAYS; i++) {
		if (argc == 1)
			check_child(ways[i].name, fork_run(run, i), ways[i].status);
		else if (strcmp(argv[1], ways[i].name) == 0)
			return run(i);
	}
	if (argc > 1) {
		print("crash: %s: no such way\n", argv[1]);
		return 2;
	}
	check_childless("all children were waited for");
	return check_end();
}
