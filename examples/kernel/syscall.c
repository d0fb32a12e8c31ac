/* syscall.c: the system calls that the core leaves to its host, by number */
#include <asm/unistd.h>

#include <kspawn/syscall.h>

#include "sys.h"

static sys_fn *const *const tables[] = {
	sys_io_calls, sys_file_calls, sys_stat_calls, sys_tree_calls, sys_memory_calls, sys_process_calls,
};
static uint64_t told[SYS_CALLS / 64];

/* Programs ask for this, and do well without. */
static bool is_asked_in_vain(long nr)
{
	return nr == __NR_rseq;
}

static long unknown(long nr)
{
	const uint64_t bit = 1ul << nr % 64;

	if (nr >= 0 && nr < SYS_CALLS && !is_asked_in_vain(nr) &&
	    !(__atomic_fetch_or(&told[nr / 64], bit, __ATOMIC_RELAXED) & bit))
		log_line("kernel: pid %d: unknown system call %ld", kspawn_current()->pid, nr);
	return -ENOSYS;
}

long kspawn_host_syscall(struct kspawn_pt_regs *regs)
{
	const long nr = kspawn_pt_regs_nr(regs);
	uintptr_t a[6];

	if (nr == __NR_rt_sigreturn)
		return sys_rt_sigreturn(regs);
	for (unsigned i = 0; i < 6; i++)
		a[i] = kspawn_pt_regs_arg(regs, i);
	for (unsigned t = 0; t < sizeof(tables) / sizeof(*tables) && nr >= 0 && nr < SYS_CALLS; t++) {
		if (tables[t][nr])
			return tables[t][nr](a);
	}
	return unknown(nr);
}
