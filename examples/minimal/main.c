/* examples/minimal/main.c: the smallest kernel on kspawn, two threads that hand each other the processor */
#include <kspawn/host.h>

#include "machine.h"

/* A process structure of the kernel's own, with a thread of kspawn's in it. */
struct player {
	struct kspawn_thread thread;
	const char *says;
	struct player *other;
	_Alignas(KSPAWN_STACK_ALIGN) unsigned char stack[4096];
};

static struct player ping, pong;
static struct kspawn_thread boot; /* the code that came from boot.S; its first switch away fills this in */

static void print(const char *text)
{
	while (*text != '\0')
		machine_put(*text++);
}

/* The three hooks. A new thread begins in the first: here a scheduler unlocks what it has locked for the switch. */
void kspawn_schedule_tail(struct kspawn_thread *prev) { (void)prev; }

/* A thread has come to the end of its function; with layer 1 the library ends it. */
void kspawn_fn_returned(int rv)
{
	(void)rv;
	machine_off(false);
}

/* There is no user mode. */
_Noreturn void kspawn_return_to_user(struct kspawn_pt_regs *regs)
{
	(void)regs;
	machine_off(false);
}

static int play(void *arg)
{
	struct player *me = arg;
	for (char round = '1'; round <= '3'; round++) {
		print((char[]){ round, ' ', '\0' });
		print(me->says);
		kspawn_switch_to(&me->thread, &me->other->thread); /* returns when another thread switches to us */
	}
	kspawn_switch_to(&me->thread, &boot);
	return 0;
}

static void make(struct player *player, const char *says, struct player *other)
{
	player->says = says;
	player->other = other;
	const struct kspawn_thread_args args = {
		.fn = play,
		.arg = player,
		.stack = player->stack,
		.stack_size = sizeof player->stack,
	};
	if (kspawn_copy_thread(&player->thread, &args) != 0)
		machine_off(false);
}

_Noreturn void kernel_main(void)
{
	print("two threads\n");
	make(&ping, "ping\n", &pong);
	make(&pong, "pong\n", &ping);
	kspawn_switch_to(&boot, &ping.thread);
	print("done\n");
	machine_off(true);
}
