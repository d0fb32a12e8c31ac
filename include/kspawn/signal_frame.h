/* include/kspawn/signal_frame.h: a signal handler's frame on the user stack, Linux's rt_sigframe (layer 5) */
#ifndef KSPAWN_SIGNAL_FRAME_H
#define KSPAWN_SIGNAL_FRAME_H

#include <kspawn/host.h>
#include <kspawn/siginfo.h>

#ifdef __cplusplus
extern "C" {
#endif

/// What a handler is entered with.
struct kspawn_signal_frame {
	int sig;
	const struct kspawn_siginfo *info;
	uintptr_t handler;                      /* on ARM, bit 0 is Thumb state */
	uintptr_t restorer;                     /* with SA_RESTORER: where the handler returns to */
	uint64_t flags;                         /* KSPAWN_SA_*; ONSTACK, RESTORER and SIGINFO count */
	struct kspawn_sigset mask;              /* what the program's return from the handler blocks */
	const struct kspawn_sigaltstack *stack; /* the thread's alternate stack, or NULL */
};

/// Writes a frame to the current task's user stack, with *regs, the floating point of kspawn_user_fp_get and what `what`
/// says, and changes *regs so that user mode begins in the handler: handler(sig, &info, &ucontext), which returns to the
/// restorer, or to kspawn_sigreturn_page(). With SA_ONSTACK the frame is on the alternate stack, unless the program is on it
/// already. The system call is over: restart it before. Returns 0, or -EFAULT with *regs as it was: the stack cannot be
/// written, the alternate stack is full, or there is no page to return to. Interrupts on, no core lock; may sleep as
/// kspawn_copy_to_user does. (Linux, setup_rt_frame)
int kspawn_signal_frame_push(struct kspawn_pt_regs *regs, const struct kspawn_signal_frame *what);

/// Takes back the frame at the user stack pointer, in the system call rt_sigreturn, or sigreturn where Linux has a number
/// for it: registers to *regs, floating point to kspawn_user_fp_set, the blocked signals and the alternate stack of the
/// frame to *mask and *stack. Where the frame of sigreturn has no alternate stack, *stack stays. The frame is a program's,
/// and may hold anything. Registers that may not enter user mode are refused; what Linux clears is cleared. Returns 0, or a
/// negative errno with nothing changed, for which Linux sends SIGSEGV: -EFAULT (the frame cannot be read) or -EINVAL. *regs
/// has no system call then, and no result may be put into it. Interrupts on, no core lock; may sleep as
/// kspawn_copy_from_user does. (Linux, sys_rt_sigreturn)
int kspawn_signal_frame_pop(struct kspawn_pt_regs *regs, struct kspawn_sigset *mask, struct kspawn_sigaltstack *stack);

#ifdef __cplusplus
}
#endif
#endif
