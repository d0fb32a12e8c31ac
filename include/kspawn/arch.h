/* include/kspawn/arch.h: THE CONTRACT, what a port supplies */
#ifndef KSPAWN_ARCH_H
#define KSPAWN_ARCH_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* KSPAWN_STACK_{ALIGN,MIN} KSPAWN_ELF_{MACHINE,CLASS,DATA} KSPAWN_USER_STATE_{SIZE,ALIGN}, and
 *	bool kspawn_elf_check_arch(unsigned elf_class, uint32_t e_flags, uintptr_t e_entry):
 * is a file for KSPAWN_ELF_MACHINE of this port's ABI? (Linux, elf_check_arch)
 * Optional, with defaults in <kspawn/frame.h>: KSPAWN_CALL_AREA KSPAWN_CODE_ADDRESS. */
#include <kspawn/frame.h>

#ifdef __cplusplus
extern "C" {
#endif

struct kspawn_pt_regs; /* complete only in <kspawn/arch/ptrace.h>; opaque to layers 0 and 1 */
struct kspawn_task;
typedef int kspawn_fn(void *arg);

/// A thread that is not running. The word at `sp` is the address where it
/// resumes, in every form of the switch and in a newborn, so that each form
/// resumes what any other has saved. It resumes with `sp` as it stands here
/// and with the thread that was left in the return value register.
struct kspawn_thread {
	void *sp;
};

/* Every inline form stores the frame pointer in the word after the resume address. */
#define KSPAWN_INLINE_FRAME_POINTER KSPAWN_WORD

/// How a newborn starts. `from` NULL: a kernel thread, which runs fn(arg).
/// Otherwise a user child; `fn` and `arg` are ignored. Layer 0 reads neither
/// register file.
struct kspawn_thread_args {
	const struct kspawn_pt_regs *from;
	struct kspawn_pt_regs *child; /* the newborn's user registers for life, anywhere; NULL: it never is a user task */
	kspawn_fn *fn;
	void *arg;
	void *stack;       /* lowest byte */
	size_t stack_size; /* bytes, without a register file that lies on the stack */
};

/* ---- layer 0: any interrupt state, any locks, no memory but the stack and *t ---- */

/// Lays the first frame of a newborn. 0, or -EINVAL with nothing written: no
/// stack or one under KSPAWN_STACK_MIN, a kernel thread without `fn`, a user
/// child without `child`. (Linux, copy_thread)
int kspawn_copy_thread(struct kspawn_thread *t, const struct kspawn_thread_args *args);

/// Saves the callee-saved integers, resumes `next`, and returns in `next` the
/// thread that was left for it. Interrupts are off before and after, and never
/// touched; locks may be held across it. Left alone: floating point, TLS,
/// address space, riscv tp and gp, aarch64 x18, the GS base, MIPS k0, k1 and o32 gp.
/// (Linux, switch_to; NetBSD, cpu_switchto)
struct kspawn_thread *kspawn_switch_to(struct kspawn_thread *prev, struct kspawn_thread *next);

/// The same, and keeps callee-saved floating point and control words: for
/// hosts compiled with floating point.
struct kspawn_thread *kspawn_switch_to_fp(struct kspawn_thread *prev, struct kspawn_thread *next);

/// Where a newborn wakes: schedule_tail(prev); for a kernel thread
/// fn_returned(fn(arg)); then return_to_user(child). An address, never called,
/// and hidden, so that taking it needs no global offset table.
void kspawn_ret_from_fork(void) __attribute__((visibility("hidden")));

/// Finds out where `thread` sleeps, for a backtrace: the address *pc where it
/// continues in the caller of the switch, and that function's frame pointer *fp.
/// In a new thread that has not run, *pc is the code of kspawn_ret_from_fork and *fp is 0.
/// Right for every form of the switch in this library, and for a form of your
/// own that stores the frame pointer as the inline forms do. `thread` must not
/// run meanwhile: hold your scheduler's lock. Reads only the stack and *thread.
void kspawn_thread_where(const struct kspawn_thread *thread, uintptr_t *pc, uintptr_t *fp);

/* ---- layers 2 and 3: register files; their accessors are inline in ptrace.h ---- */

/// `child` is a copy of `parent`: gives it return value 0, the stack `usp`
/// unless 0, and `tls` if `set_tls`. Changes *parent only where the ABI of
/// fork returns in two registers.
void kspawn_pt_regs_fork(struct kspawn_pt_regs *child, struct kspawn_pt_regs *parent, uintptr_t usp, bool set_tls,
			 uintptr_t tls);

/// `regs` is all zero: makes it the registers of a new program.
void kspawn_start_thread(struct kspawn_pt_regs *regs, uintptr_t entry, uintptr_t usp);

/// May *regs be entered in user mode as it stands? What return_to_user asserts.
bool kspawn_pt_regs_valid(const struct kspawn_pt_regs *regs);

/// Floating point and vector registers of the running user task, in
/// KSPAWN_USER_STATE_SIZE bytes aligned to KSPAWN_USER_STATE_ALIGN. The caller
/// holds preemption off. `init` writes a new program's values. TLS is a field
/// of pt_regs, since every entry and exit moves it.
void kspawn_user_init(void *state);
void kspawn_user_save(void *state);
void kspawn_user_load(const void *state);

/* ---- optional: a file of the same name in the port replaces the generic one ---- */

/// The user registers of the running task; right in every system call and in
/// every kernel thread, before an exec too.
struct kspawn_pt_regs *kspawn_current_pt_regs(void);
/// The port's part of duplicating a task: 0 or a negative errno that leaves
/// nothing behind. `parent` is NULL for an idle task, which sees no copy_thread.
int kspawn_arch_dup_task(struct kspawn_task *child, const struct kspawn_task *parent);
/// Returns true if a program may have this TLS; clone refuses others with
/// -EPERM. The generic one takes any value.
bool kspawn_tls_valid(uintptr_t tls);
/// start_thread of a program whose ELF file names `entry`, that has `bias` added
/// to its addresses, and whose memory is the current task's. The generic one is
/// for machines whose entries are code; where the entry is a descriptor in that
/// memory, with addresses as linked, the port reads it.
void kspawn_start_entry(struct kspawn_pt_regs *regs, uintptr_t entry, uintptr_t bias, uintptr_t usp);
/// After the commit of an exec; must not fail.
void kspawn_flush_thread(struct kspawn_task *task);
/// In the dying task: gives back what arch_dup_task took.
void kspawn_exit_thread(struct kspawn_task *task);

#ifdef __cplusplus
}
#endif
#endif
