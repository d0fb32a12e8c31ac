/* include/kspawn/futex.h: futexes and robust lists (layer 6) */
#ifndef KSPAWN_FUTEX_H
#define KSPAWN_FUTEX_H

#include <kspawn/host.h>
#include <kspawn/sched.h>
#include <kspawn/task.h>

#ifdef __cplusplus
extern "C" {
#endif

/* Operations of futex(2), by Linux's numbers. Every other one, such as those with
 * priority inheritance, is -ENOSYS. */
enum kspawn_futex_op {
	KSPAWN_FUTEX_WAIT = 0,
	KSPAWN_FUTEX_WAKE = 1,
	KSPAWN_FUTEX_REQUEUE = 3,
	KSPAWN_FUTEX_CMP_REQUEUE = 4,
	KSPAWN_FUTEX_WAKE_OP = 5,
	KSPAWN_FUTEX_WAIT_BITSET = 9,
	KSPAWN_FUTEX_WAKE_BITSET = 10,
	KSPAWN_FUTEX_PRIVATE = 128,        /* no other address space has the word */
	KSPAWN_FUTEX_CLOCK_REALTIME = 256, /* WAIT_BITSET alone */
};

/* A word of a robust list: the owner's tid and two bits. */
#define KSPAWN_FUTEX_WAITERS 0x80000000u
#define KSPAWN_FUTEX_OWNER_DIED 0x40000000u
#define KSPAWN_FUTEX_TID_MASK 0x3fffffffu
#define KSPAWN_ROBUST_LIST_LIMIT 2048 /* entries that are handled: a list may have a loop */

/// Does futex(2) with its six arguments, which Linux 6.18 answers in the same way.
/// `timeout` is the user address of two longs, or the number `value2`. A wait returns 0
/// for a wake-up, also for one that was meant for another word; -EAGAIN if the word is
/// not `value`; -ETIMEDOUT; the errors of kspawn_wait_word for a signal or a kill, and of
/// kspawn_wait_word_until. All others return how many tasks they woke or moved. -EINVAL
/// (an address that is not aligned to 4, no bit in a bitset, a time or a count out of
/// range), -EFAULT, -ENOSYS, and the errors of kspawn_futex_key_of. A waiter is on the
/// stack of its task. Sleeps. (futex(2))
long kspawn_sys_futex(uintptr_t at, int op, uint32_t value, uintptr_t timeout, uintptr_t at2, uint32_t value3);
/// The same with a timeout of two 64-bit words. (futex_time64)
long kspawn_sys_futex_time64(uintptr_t at, int op, uint32_t value, uintptr_t timeout, uintptr_t at2, uint32_t value3);

/// Sets the robust list of the current task, which kspawn_futex_exit walks. Returns 0,
/// or -EINVAL if `size` is not three words. Does not sleep. (set_robust_list(2))
int kspawn_sys_set_robust_list(uintptr_t head, size_t size);
/// Writes the robust list of a thread of the current process, 0 for the current one, and
/// the size of its head. -ESRCH for any other thread, -EFAULT. May sleep. (get_robust_list(2))
int kspawn_sys_get_robust_list(int tid, uintptr_t head, uintptr_t size);

/// Call first in kspawn_task_exiting and in kspawn_mm_commit, with the current task,
/// while it has its old address space. Marks each robust futex that the task holds as
/// one whose owner died, and wakes a waiter of it. A malformed list ends the walk. May
/// sleep. (Linux, exit_robust_list)
void kspawn_futex_exit(struct kspawn_task *task);
/// Your kspawn_futex_wake: wakes one task that waits for the clear_tid word, as
/// pthread_join does. May sleep.
void kspawn_futex_clear_tid(uintptr_t at);

/// Executes futex, futex_time64, set_robust_list and get_robust_list by number and
/// returns the result; -ENOSYS for any other number. Call it in kspawn_fallback_syscall. Sleeps.
long kspawn_futex_syscall(struct kspawn_pt_regs *regs);

#ifdef __cplusplus
}
#endif
#endif
