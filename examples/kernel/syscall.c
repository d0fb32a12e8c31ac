/* syscall.c: the system calls that the core leaves to its host, by number */
#include <kspawn/futex.h>
#include <kspawn/syscall.h>

#include "sys.h"

static sys_fn *const *const tables[] = {
	sys_io_calls,      sys_file_calls, sys_stat_calls,   sys_statfs_calls, sys_tree_calls,  sys_memory_calls,
	sys_process_calls, sys_ids_calls,  sys_select_calls, sys_time_calls,   sys_spent_calls,
};
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

long kspawn_fallback_syscall(struct kspawn_pt_regs *regs)
{
	const long nr = kspawn_pt_regs_nr(regs);
	const unsigned long n = (unsigned long)nr - SYS_FIRST;
	uintptr_t a[6];
	long result = machine_syscall(regs);

	if (result == -ENOSYS)
		result = kspawn_futex_syscall(regs);
	if (result != -ENOSYS)
		return result;
	for (unsigned i = 0; i < 6; i++)
		a[i] = kspawn_pt_regs_arg(regs, i);
	for (unsigned t = 0; t < sizeof(tables) / sizeof(*tables) && n < SYS_CALLS; t++) {
		if (tables[t][n])
			return tables[t][n](a);
	}
	return unknown(nr);
}
