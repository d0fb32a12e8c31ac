/* arm entry_syscall.S: what the gate calls, before a compiler's code has its frame */
#include <kspawn/arch/frame.h>
#include "asm.h"
#include "address.h"

/* void kspawn_hosted_syscall(struct kspawn_pt_regs *regs)
 * in      r0 regs; the frame pointers of both instruction sets, which count as one
 * lost    r3, r12
 */
function kspawn_hosted_syscall
	address	r12, kspawn_test_frame_pointers
	orr	r3, r7, r11
	str	r3, [r12]
	b	kspawn_test_on_syscall
end kspawn_hosted_syscall

	.bss
	.balign KSPAWN_WORD
	.globl	kspawn_test_frame_pointers
kspawn_test_frame_pointers:
	.skip	KSPAWN_WORD
