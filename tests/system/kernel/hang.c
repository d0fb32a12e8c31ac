/* tests/system/kernel/hang.c: a kernel that hangs: the first processor in one function, a second one in another */
#include "kernel.h"

_Noreturn void hang_first(void) __attribute__((noinline));
_Noreturn void hang_others(void) __attribute__((noinline));
_Noreturn void __wrap_idle_loop(void);
_Noreturn void __real_idle_loop(void);

_Noreturn void hang_first(void)
{
	for (;;)
		machine_relax();
}

/* Flushes of the TLB reach it. */
_Noreturn void hang_others(void)
{
	interrupts_enable();
	for (;;)
		machine_relax();
}

_Noreturn void __wrap_idle_loop(void)
{
	if (this_cpu()->number)
		hang_others();
	__real_idle_loop();
}

int init(void *arg)
{
	(void)arg;
	hang_first();
}
