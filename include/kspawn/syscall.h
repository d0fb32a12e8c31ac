/* include/kspawn/syscall.h: system calls by their Linux numbers */
#ifndef KSPAWN_SYSCALL_H
#define KSPAWN_SYSCALL_H

#include <kspawn/pt_regs.h> /* KSPAWN_NR_* */
#include <kspawn/exec.h>
#include <kspawn/fork.h>
#include <kspawn/kthread.h>
#include <kspawn/wait.h>

#ifdef __cplusplus
extern "C" {
#endif

/// Executes the system call in *regs, which is current_pt_regs(), and stores its
/// result there: fork vfork clone clone3 execve execveat exit exit_group wait4 waitid
/// getpid getppid gettid set_tid_address sched_yield. kspawn_fallback_syscall does all
/// others. Sleeps; may not return.
void kspawn_syscall(struct kspawn_pt_regs *regs);

#ifdef __cplusplus
}
#endif
#endif
