/* mips calls.c: system calls that only this machine has, or has otherwise */
#include <asm/unistd.h>

#include "../kernel.h"

/* Most have none of these, on whatever stack. */
void machine_fetch_arguments(struct kspawn_pt_regs *regs)
{
	uint32_t on_stack[2] = { 0, 0 };

	(void)user_read(on_stack, regs->r[29] + KSPAWN_CALL_AREA, sizeof(on_stack));
	regs->r[8] = on_stack[0];
	regs->r[9] = on_stack[1];
}

/* The ends are in two registers. */
static long sys_pipe(struct kspawn_pt_regs *regs)
{
	int fds[2];
	const int err = pipe_open(fds, 0);

	if (err)
		return err;
	regs->r[3] = (uintptr_t)fds[1];
	return fds[0];
}

/* By the direct map: pages that are not there need nothing. */
static long sys_cacheflush(uintptr_t start, uintptr_t size)
{
	struct kspawn_mm *mm = current()->mm;

	if (start >= USER_TOP || size > USER_TOP - start)
		return -EFAULT;
	mutex_lock(&mm->lock);
	for (uintptr_t page = PAGE_DOWN(start); page < start + size; page += PAGE_SIZE) {
		const pte_t *entry = page_entry(mm->root, page, false);
		if (entry && pte_present(*entry))
			machine_sync_code(direct(pte_frame(*entry)), PAGE_SIZE);
	}
	mutex_unlock(&mm->lock);
	return 0;
}

long machine_syscall(struct kspawn_pt_regs *regs)
{
	switch (regs->nr) {
	case __NR_set_thread_area:
		regs->tls = regs->r[4];
		return 0;
	case __NR_pipe:
		return sys_pipe(regs);
	case __NR_cacheflush:
		return sys_cacheflush(regs->r[4], regs->r[5]);
	default:
		return -ENOSYS;
	}
}
