/* tests/system/kernel/gates.h: one trap in the kernel, of a kind that the port defines */
#ifndef KSPAWN_TEST_GATES_H
#define KSPAWN_TEST_GATES_H

/* The port's gate.h has, for its assembly and for gates.c:
 *	struct gate gate        what gate_pass needs besides
 *	GATES                   how many ways there are
 *	GATE_FREE               bit n: word n of the registers is a register that may be anything
 *	GATE_KEPT               words that are compared too, and left as they are
 *	GATE_AFTER              words that are compared when all is over; at entry gate_check looks at them
 *	GATE_END                where the registers end on the stack, if not right below its pointer, aligned
 *	GATE_EMERGENCY          if the entry's block has no `emergency`: the end of the stack on which it reports a full one
 *	GATE_PANIC              where gates lead to a panic: why; gate_panics says which do, gate_panic_stack where the
 *	                        stack ends on which it is, and gate_return ends gate_pass
 *	GATE_PAD, GATE_PADS     where there are landing pads: their word, and functions that begin with one
 *	GATE_BREAK              where an error of the processor ends the kernel: its word for that; gate_break brings one
 *	                        about, and gate_mend ends it, and says whether the kernel got what it should
 *	GATE_HAS_OWN            where an entry loads other registers with the kernel's own: whether they are there
 *	GATE_CHAINS             where an entry has changed the frame pointer: whether the frame of a trap's handler leads to
 *	                        the interrupted one
 *	GATE_FLIP               bits of the status word that the handler changes, if nothing else shows that it is loaded
 *	GATE_DIRTY              where the ABI has a back chain: makes it and the registers that might be stored there other than
 *	                        zero, right before a call
 *	GATE_SPOIL              where the first argument is on the stack: overwrites it, as a called function may
 *	gate_starts             kspawn_entry_start once more, and whether it sets what the entry needs
 *	gate_prepare            the other words of `want`, for one way; `sp` is free stack below
 *	gate_check              whether the trap came as it should have, in a processor in the kernel's state */
#ifndef __ASSEMBLER__
/* A stack is full from that many bytes above its end, and for as far below as the window is wide. (src/entry/<port>/entry.S) */
enum { GATE_RESERVE = 2032, GATE_WINDOW = 8192 };
#endif
#include <gate.h>

#ifndef __ASSEMBLER__
#ifndef GATE_HAS_OWN
#define GATE_HAS_OWN() true
#endif
#ifndef GATE_EMERGENCY
#define GATE_EMERGENCY (this_cpu()->entry.emergency)
#endif
#ifndef GATE_CHAINS
#define GATE_CHAINS(way, frame, regs) true
#endif
#ifndef GATE_FLIP
#define GATE_FLIP 0
#endif
#ifndef GATE_SPOIL
#define GATE_SPOIL() (void)0
#endif
#ifndef GATE_DIRTY
#define GATE_DIRTY() (void)0
#endif
#ifndef GATE_END
#define GATE_END(way, sp) ((sp) & -(uintptr_t)KSPAWN_STACK_ALIGN)
#endif

/// Fills the registers with `want`, traps at gate_at, and stores to `got` what they are at gate_back.
void gate_pass(const struct kspawn_pt_regs *want, struct kspawn_pt_regs *got);
extern char gate_at[], gate_back[];
/// In place of kspawn_entry_exit_to_user, in the port's assembly: keeps the frame pointer, and the bits of the back chain with
/// it where the ABI has one, and continues with gate_leave.
void __wrap_kspawn_entry_exit_to_user(struct kspawn_pt_regs *regs);
extern uintptr_t gate_frame;
void gate_leave(struct kspawn_pt_regs *regs);
#endif
#endif
