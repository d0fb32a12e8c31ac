/* syscall.c: the system calls that the core leaves to its host, by number */
#include <kspawn/futex.h>
#include <kspawn/syscall.h>

#include "sys.h"

static sys_fn *const *const tables[] = {
	sys_io_calls,     sys_file_calls,    sys_stat_calls,  sys_statfs_calls, sys_tree_calls,     sys_utime_calls,
	sys_memory_calls, sys_process_calls, sys_ids_calls,   sys_select_calls, sys_time_calls,     sys_spent_calls,
	sys_timer_calls,  sys_sched_calls,   sys_limit_calls, sys_lock_calls,   sys_signalfd_calls,
};
static sys_fn *calls[SYS_CALLS]; /* all of them, by number */
static uint32_t reported[SYS_CALLS / 32];

/* Programs ask for these, and do well without; a futex with priority inheritance is none. */
static bool is_asked_in_vain(long nr) { return nr == __NR_rseq || nr == KSPAWN_NR_futex || nr == KSPAWN_NR_futex_time64; }

static long unknown(long nr)
{
	const unsigned long n = (unsigned long)nr - SYS_FIRST;
	const uint32_t bit = 1u << n % 32;

	if (n < SYS_CALLS && !is_asked_in_vain(nr) && !(__atomic_fetch_or(&reported[n / 32], bit, __ATOMIC_RELAXED) & bit))
		log_line("kernel: pid %d: unknown system call %ld", kspawn_current()->pid, nr);
	return -ENOSYS;
}

void system_calls_start(void)
{
	for (unsigned t = 0; t < sizeof(tables) / sizeof(*tables); t++) {
		for (unsigned n = 0; n < SYS_CALLS; n++)
			calls[n] = tables[t][n] ? tables[t][n] : calls[n];
	}
}

static long call(sys_fn *function, const struct kspawn_pt_regs *regs)
{
	const uintptr_t a[6] = { kspawn_pt_regs_arg(regs, 0), kspawn_pt_regs_arg(regs, 1), kspawn_pt_regs_arg(regs, 2),
				 kspawn_pt_regs_arg(regs, 3), kspawn_pt_regs_arg(regs, 4), kspawn_pt_regs_arg(regs, 5) };

	return function(a);
}

/* In no table. */
static __attribute__((noinline)) long other(struct kspawn_pt_regs *regs)
{
	const long result = kspawn_futex_syscall(regs);

	return result == -ENOSYS ? unknown(kspawn_pt_regs_nr(regs)) : result;
}

long kspawn_fallback_syscall(struct kspawn_pt_regs *regs)
{
	const unsigned long n = (unsigned long)kspawn_pt_regs_nr(regs) - SYS_FIRST;
	const long result = machine_syscall(regs);

	if (result != -ENOSYS)
		return result;
	return n < SYS_CALLS && calls[n] ? call(calls[n], regs) : other(regs);
}
