/* include/kspawn/arch.h: THE CONTRACT, what a port supplies */
#ifndef KSPAWN_ARCH_H
#define KSPAWN_ARCH_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* KSPAWN_STACK_{ALIGN,MIN} KSPAWN_ELF_{MACHINE,CLASS,DATA} KSPAWN_USER_STATE_{SIZE,ALIGN}, and
 *	bool kspawn_elf_check_arch(unsigned elf_class, uint32_t e_flags, uintptr_t e_entry):
 * is a file for KSPAWN_ELF_MACHINE of this port's ABI? (Linux, elf_check_arch)
 * Optional, with defaults in <kspawn/frame.h>: KSPAWN_CALL_AREA KSPAWN_CODE_ADDRESS KSPAWN_STACK_GROWS_UP. */
#include <kspawn/frame.h>

#ifdef __cplusplus
extern "C" {
#endif

struct kspawn_pt_regs; /* complete only in <kspawn/pt_regs.h>; opaque to layers 0 and 1 */
struct kspawn_task;
struct kspawn_program; /* <kspawn/host.h> */
typedef int kspawn_fn(void *arg);

/// A thread that is not running. The word at `sp` is the address where it
/// resumes, in every form of the switch and in a new thread, so that each form
/// resumes what any other has saved. On resume the stack pointer equals `sp`, and
/// the return value register holds the previous thread.
struct kspawn_thread {
	void *sp;
};

/* Every inline form stores the frame pointer in the word after the resume address. */
#define KSPAWN_INLINE_FRAME_POINTER KSPAWN_WORD

/// How a new thread starts. With `parent_regs` NULL it is a kernel thread, which
/// runs fn(arg). Otherwise it is a user child; `fn` and `arg` are ignored. Layer 0
/// does not read what the two pointers to registers point at.
struct kspawn_thread_args {
	const struct kspawn_pt_regs *parent_regs;
	struct kspawn_pt_regs *regs; /* the new thread's user registers for life, anywhere; NULL: it never is a user task */
	kspawn_fn *fn;
	void *arg;
	void *stack;       /* lowest byte */
	size_t stack_size; /* bytes, without a pt_regs that is on the stack */
};

/* ---- layer 0: any locks may be held; touches only the stack and *t ---- */

/// Writes the first frame of a new thread. Returns 0, or -EINVAL with nothing
/// written: no stack or one under KSPAWN_STACK_MIN, a kernel thread without `fn`, a
/// user child without `regs`. Interrupts in any state. (Linux, copy_thread)
int kspawn_copy_thread(struct kspawn_thread *t, const struct kspawn_thread_args *args);

/// Saves the callee-saved integer registers and switches to `next`. There it
/// returns the thread that ran before. Interrupts are off before and after, and
/// never touched; locks may be held across it. It leaves alone floating point, TLS,
/// address space, riscv tp and gp, aarch64 x18, the GS base, MIPS k0, k1 and o32 gp.
/// On x86-64 AC, TF, NT, IOPL and DF are clear at every switch: see linking.md, layer 0.
/// For one schedule() of a kernel; <kspawn/switch_inline.h> is for threads that switch at several places.
/// (Linux, switch_to; NetBSD, cpu_switchto)
struct kspawn_thread *kspawn_switch_to(struct kspawn_thread *prev, struct kspawn_thread *next);

/// The same, and keeps callee-saved floating point and control words: for
/// kernels compiled with floating point.
struct kspawn_thread *kspawn_switch_to_fp(struct kspawn_thread *prev, struct kspawn_thread *next);

/// First code of a new thread. Calls schedule_tail(prev); for a kernel thread
/// fn_returned(fn(arg)); then return_to_user(child). Only its address is used; it is
/// hidden, so that taking the address needs no global offset table.
void kspawn_ret_from_fork(void) __attribute__((visibility("hidden")));

/// Finds out where `thread` sleeps, for a backtrace: the address *pc where it
/// continues in the caller of the switch, and that function's frame pointer *fp.
/// In a new thread that has not run, *pc is the code of kspawn_ret_from_fork and *fp is 0.
/// Right for every form of the switch in this library, and for a form of your
/// own that stores the frame pointer as the inline forms do. `thread` must not
/// run meanwhile: hold your scheduler's lock. Reads only the stack and *thread.
void kspawn_thread_where(const struct kspawn_thread *thread, uintptr_t *pc, uintptr_t *fp);

/* ---- layers 2 and 3: pt_regs; the accessors are inline in pt_regs.h ---- */

/// *child is a copy of *parent. Gives it return value 0, the stack `usp`
/// unless 0, and `tls` if `set_tls`. Changes *parent only where the ABI of
/// fork returns in two registers. Any context.
void kspawn_pt_regs_fork(struct kspawn_pt_regs *child, struct kspawn_pt_regs *parent, uintptr_t usp, bool set_tls, uintptr_t tls);

/// *regs is all zero. Makes it the registers of a new program. Any context.
void kspawn_start_thread(struct kspawn_pt_regs *regs, uintptr_t entry, uintptr_t usp);

/// Returns true if user mode may be entered with *regs. return_to_user asserts it.
/// Any context.
bool kspawn_pt_regs_valid(const struct kspawn_pt_regs *regs);

/// Floating point and vector registers of the running user task, in
/// KSPAWN_USER_STATE_SIZE bytes aligned to KSPAWN_USER_STATE_ALIGN. The caller
/// holds preemption off. `init` writes a new program's values. TLS is a field
/// of pt_regs, since every entry and exit moves it.
void kspawn_user_init(void *state);
void kspawn_user_save(void *state);
void kspawn_user_load(const void *state);

/* ---- optional: a file of the same name in the port replaces the generic one ---- */

/// Returns the user registers of the running task. Correct in every system call and
/// in every kernel thread, before an exec too. Any context.
struct kspawn_pt_regs *kspawn_current_pt_regs(void);
/// Does the port's part of duplicating a task. Returns 0, or a negative errno with
/// everything undone. `parent` is NULL for an idle task, for which copy_thread is
/// not called. May sleep, except for an idle task.
int kspawn_arch_dup_task(struct kspawn_task *child, const struct kspawn_task *parent);
/// Returns true if a program may have this TLS; clone refuses others with
/// -EPERM. The generic one takes any value. Any context.
bool kspawn_tls_valid(uintptr_t tls);
/// Called by the system calls clone and clone3 with their argument: *tls becomes the value of the TLS register. The generic
/// one leaves it. Where the argument is the address of a descriptor in user memory, the port reads it. Returns 0, or a
/// negative errno. May sleep.
int kspawn_tls_read(uintptr_t *tls);
/// Calls start_thread for a program whose address space the current task has. The
/// generic one passes its entry and sp alone. Where the entry is a descriptor in that
/// memory, with addresses as linked, or argc is in a register, the port does more.
/// May sleep.
void kspawn_start_program(struct kspawn_pt_regs *regs, const struct kspawn_program *program);
/// Clears the port's state of the old program. Called after the commit of an exec;
/// must not fail. May sleep.
void kspawn_flush_thread(struct kspawn_task *task);
/// Frees what arch_dup_task allocated. Runs in the exiting task, or in its creator
/// if the creation fails. May sleep.
void kspawn_exit_thread(struct kspawn_task *task);

#ifdef __cplusplus
}
#endif
#endif
