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

/// The same for a kernel with layer 5, which calls it instead: also rt_sigaction
/// rt_sigprocmask rt_sigpending rt_sigsuspend rt_sigtimedwait rt_sigqueueinfo
/// rt_tgsigqueueinfo pidfd_send_signal rt_sigreturn sigreturn sigaltstack pause kill tkill tgkill setpgid
/// getpgid getpgrp setsid getsid. A call of any kind that ends with -KSPAWN_ERESTARTSYS and
/// the like is made again, or fails with EINTR, in kspawn_signal_deliver.
void kspawn_signal_syscall(struct kspawn_pt_regs *regs);

#ifdef __cplusplus
}
#endif
#endif
