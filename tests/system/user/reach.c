/* tests/system/user/reach.c: a program reaches for memory that is not its own */
#include "system.h"

#include "places.h"

const char *const check_name = "reach";

static const struct {
	const char *name;
	unsigned long address;
} places[] = { ALL_PLACES };

static volatile long sink;

static void read_byte(unsigned long at) { sink = *(volatile char *)at; }
static void read_word(unsigned long at) { sink = *(volatile long *)at; }
static void write_byte(unsigned long at) { *(volatile char *)at = 0; }
static void write_word(unsigned long at) { *(volatile long *)at = 0; }
static void exchange(unsigned long at) { __atomic_exchange_n((long *)(at & -8ul), 0, __ATOMIC_SEQ_CST); }
static void jump(unsigned long at) { ((void (*)(void))at)(); }

/* A word of which the last byte alone is at `at`. */
static void reach_into(unsigned long at)
{
	typedef long unaligned __attribute__((aligned(1)));

	sink = *(volatile unaligned *)(at - (sizeof(long) - 1));
}

static const struct {
	const char *name;
	void (*how)(unsigned long at);
} ways[] = {
	{ "read a byte", read_byte },   { "read a word", read_word }, { "write a byte", write_byte },
	{ "write a word", write_word }, { "exchange", exchange },     { "jump", jump },
	{ "read across", reach_into },
};

enum { WAYS = sizeof(ways) / sizeof(*ways), PLACES_COUNT = sizeof(places) / sizeof(*places) };

static int run(long n)
{
	ways[n % WAYS].how(places[n / WAYS].address);
	return 1;
}

int main(int argc, char **argv, char **envp)
{
	(void)envp;
	be_good(argc, argv);
	settle();
	for (int n = 0; n < WAYS * PLACES_COUNT; n++) {
		const int want = ways[n % WAYS].how == jump ? JUMP_STATUS(places[n / WAYS].address) : KILLED(SIGSEGV);

		check_run(titled(ways[n % WAYS].name, places[n / WAYS].name), run, n, want);
	}
	return child_runs_end();
}
