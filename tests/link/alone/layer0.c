/* tests/link/alone/layer0.c: threads that switch, return and start as a user child, with three hooks */
#include "alone.h"

static struct kspawn_thread here, there;
static struct kspawn_pt_regs user, child;
static _Alignas(KSPAWN_STACK_ALIGN) unsigned char stack[STACK_SIZE];
static int tails, returned = -1, entered, steps;

void kspawn_schedule_tail(struct kspawn_thread *prev)
{
	check(prev == &here, "a new thread gets the thread that ran before");
	tails++;
}

void kspawn_fn_returned(int rv) { returned = rv; }

_Noreturn void kspawn_return_to_user(struct kspawn_pt_regs *regs)
{
	check(regs == &child, "the registers come from copy_thread");
	entered++;
	kspawn_switch_to_fp(&there, &here);
	abort();
}

static int thread(void *arg)
{
	for (int i = 0; i < 3; i++) {
		steps++;
		check(kspawn_switch_to_fp(&there, &here) == &here, "switch_to returns the previous thread");
	}
	return *(int *)arg;
}

static int start(struct kspawn_thread_args args)
{
	args.stack = stack;
	args.stack_size = sizeof stack;
	return kspawn_copy_thread(&there, &args);
}

static void refuse(struct kspawn_thread_args args)
{
	const struct kspawn_thread before = there;

	check(kspawn_copy_thread(&there, &args) == -KSPAWN_EINVAL, "copy_thread refuses what cannot start");
	check(there.sp == before.sp, "and writes nothing");
}

int main(void)
{
	int seven = 7;

	refuse((struct kspawn_thread_args){ .fn = thread, .stack_size = sizeof stack });
	refuse((struct kspawn_thread_args){ .fn = thread, .stack = stack, .stack_size = KSPAWN_STACK_MIN - 1 });
	refuse((struct kspawn_thread_args){ .stack = stack, .stack_size = sizeof stack });
	refuse((struct kspawn_thread_args){ .parent_regs = &user, .stack = stack, .stack_size = sizeof stack });
	check(start((struct kspawn_thread_args){ .fn = thread, .arg = &seven, .regs = &child }) == 0, "a thread");
	for (int i = 1; i <= 3; i++) {
		check(kspawn_switch_to_fp(&here, &there) == &there, "switch_to returns the previous thread");
		check(steps == i && tails == 1 && returned == -1, "it continues where it was");
	}
	kspawn_switch_to_fp(&here, &there);
	check(returned == 7 && entered == 1, "fn returns, then the program is entered");
	check(start((struct kspawn_thread_args){ .parent_regs = &user, .regs = &child }) == 0, "a user child");
	kspawn_switch_to_fp(&here, &there);
	check(tails == 2 && entered == 2 && returned == 7, "it is entered at once");
	return result();
}
