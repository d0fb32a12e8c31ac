/* tests/ports/s390x/gates.S: registers to and from memory, with a trap between */
#include "gates.h"
#include "asm.h"

#define SAVE_6 48 /* where a called function keeps r6 to r15 (ELF ABI s390x Supplement, 1.2.2) */
#define REGISTERS 16 * KSPAWN_WORD

/* void gate_pass(const struct kspawn_pt_regs *want, struct kspawn_pt_regs *got) */
function gate_pass
	.globl	gate_at, gate_back
	stmg	%r6, %r15, SAVE_6(%r15)
	larl	%r1, gate
	stg	%r3, GATE_GOT(%r1)
	stg	%r15, GATE_STACK(%r1)
	lam	%a0, %a1, KSPAWN_REGS_TLS(%r2)
	lmg	%r0, %r15, KSPAWN_REGS_R0(%r2)
	lpswe	GATE_PSW
gate_at:
	lg	%r0, GATE_NOWHERE
gate_back:
	stmg	%r0, %r15, GATE_REGISTERS
	epsw	%r4, %r5
	larl	%r1, gate
	lg	%r3, GATE_GOT(%r1)
	st	%r4, KSPAWN_REGS_MASK(%r3)
	st	%r5, (KSPAWN_REGS_MASK + 4)(%r3)
	mvc	KSPAWN_REGS_R0(REGISTERS, %r3), GATE_REGISTERS
	stam	%a0, %a1, KSPAWN_REGS_TLS(%r3)
	lghi	%r0, 0
	spm	%r0
	lg	%r15, GATE_STACK(%r1)
	lmg	%r6, %r15, SAVE_6(%r15)
	br	%r14
end gate_pass

/* void __wrap_kspawn_entry_exit_to_user(struct kspawn_pt_regs *regs) */
function __wrap_kspawn_entry_exit_to_user
	larl	%r1, gate_frame
	lgr	%r0, %r11
	og	%r0, 0(%r15)
	stg	%r0, 0(%r1)
	stg	%r15, 0(%r15) # the next entry zeroes it
	jg	gate_leave
end __wrap_kspawn_entry_exit_to_user
