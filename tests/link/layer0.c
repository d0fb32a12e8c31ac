/* tests/link/layer0.c: the smallest kernel, two threads and three hooks */
#include <kspawn/arch.h>
#include <kspawn/host.h>

static struct kspawn_thread here, there;
static _Alignas(KSPAWN_STACK_ALIGN) unsigned char stack[4096];

void kspawn_schedule_tail(struct kspawn_thread *prev) { (void)prev; }

void kspawn_fn_returned(int rv) { (void)rv; }

_Noreturn void kspawn_return_to_user(struct kspawn_pt_regs *regs)
{
	(void)regs;
	for (;;)
		;
}

static int thread(void *arg)
{
	(void)arg;
	kspawn_switch_to(&there, &here);
	return 0;
}

void _start(void);
void _start(void)
{
	const struct kspawn_thread_args args = { .fn = thread, .stack = stack, .stack_size = sizeof stack };
	if (kspawn_copy_thread(&there, &args) == 0) {
		kspawn_switch_to(&here, &there);
		kspawn_switch_to_fp(&here, &there);
	}
}
