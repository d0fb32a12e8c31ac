/* mips boot.S: from the loader, in kseg0, to C; the sleep of an idle processor */
#include <kspawn/arch/entry.h>

#define PAGE 4096

	.set	noreorder
	.set	noat

/* a0 number of words, a1 the words, a2 the environment */
	.globl	image_offset, image_loaded
	.set	image_offset, 0
	.set	image_loaded, 0x80100000 /* above what the loader leaves for us */
	.section .text.boot, "ax"
	.globl	start
start:	lui	$sp, %hi(boot_stack_end - KSPAWN_CALL_AREA)
	addiu	$sp, $sp, %lo(boot_stack_end - KSPAWN_CALL_AREA)
	move	$gp, $zero                /* there is no small data */
	jal	machine_boot
	move	$fp, $zero
	break

/* void machine_wait(void): in and out with interrupts off. An interrupt before `wait` would be slept over:
 * its return is to the end. */
	.globl	machine_wait, machine_wait_end
	.type	machine_wait, %function
machine_wait:
	ei
	ehb
	wait
machine_wait_end:
	di
	jr.hb	$ra
	nop
	.size	machine_wait, . - machine_wait

	.section .bss
	.balign	PAGE
	.globl	boot_root
boot_root: .skip PAGE
	.globl	boot_stack, boot_stack_end
boot_stack: .skip 4 * PAGE
boot_stack_end:
	.section .note.GNU-stack, "", %progbits
