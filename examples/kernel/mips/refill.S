/* refill.S: the refill of the TLB, from two levels of tables whose entries fit EntryLo */
#include <kspawn/arch/entry.h>

#define PAGE 4096
#define BADVADDR $8
#define CONTEXT $4
#define ENTRY_LO0 $2
#define ENTRY_LO1 $3
#define EBASE $15, 1

	.set	noreorder
	.set	noat
	.text

/* void kspawn_entry_refill(void): the pair of pages, from a tree of two tables
 * in      k0 the block; k1 free */
	.globl	kspawn_entry_refill
	.type	kspawn_entry_refill, %function
kspawn_entry_refill:
	lw	$k0, KSPAWN_ENTRY_ROOT($k0)
	mfc0	$k1, BADVADDR
	srl	$k1, $k1, 22
	sll	$k1, $k1, 2
	addu	$k0, $k0, $k1
	lw	$k0, 0($k0)
	lui	$k1, 0x8000
	beqz	$k0, 1f
	srl	$k0, $k0, 6               /* from an entry to a frame in kseg0 */
	sll	$k0, $k0, 12
	or	$k0, $k0, $k1
	mfc0	$k1, CONTEXT              /* 16 bytes for a pair; here it takes 8 */
	srl	$k1, $k1, 1
	andi	$k1, $k1, PAGE - 8
	addu	$k0, $k0, $k1
	lw	$k1, 0($k0)
	lw	$k0, 4($k0)
	mtc0	$k1, ENTRY_LO0
	mtc0	$k0, ENTRY_LO1
	move	$k0, $zero
	move	$k1, $zero
	ehb
	tlbwr
	eret
1:	mfc0	$k0, EBASE
	ins	$k0, $zero, 0, KSPAWN_ENTRY_ALIGN_SHIFT
	lw	$k1, KSPAWN_ENTRY_ALL($k0)
	jr	$k1
	nop
	.size	kspawn_entry_refill, . - kspawn_entry_refill
	.section .note.GNU-stack, "", %progbits
