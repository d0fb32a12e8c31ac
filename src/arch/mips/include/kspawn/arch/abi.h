/* mips abi.h: for assembly, one spelling of words and addresses in o32, n32 and n64, delay slots explicit */
/* clang-format off */
#ifndef KSPAWN_ARCH_MIPS_ABI_H
#define KSPAWN_ARCH_MIPS_ABI_H

#ifdef __ASSEMBLER__
/* REG_ is a word of the machine, PTR_ a pointer of C. */
#if _MIPS_SIM == _ABIO32
#define REG_L lw
#define REG_S sw
#define MFC0 mfc0
#define MTC0 mtc0
#else
#define REG_L ld
#define REG_S sd
#define MFC0 dmfc0
#define MTC0 dmtc0
#endif
#if _MIPS_SIM != _ABI64
#define PTR_L lw
#define PTR_S sw
#define PTR_ADDIU addiu
#define PTR_ADDU addu
#define PTR_SUBU subu
#define PTR_SRL srl
#define PTR_LA la
#else
#define PTR_L ld
#define PTR_S sd
#define PTR_ADDIU daddiu
#define PTR_ADDU daddu
#define PTR_SUBU dsubu
#define PTR_SRL dsrl
#define PTR_LA dla
#endif

/* Where a pointer is in a word. PTR_L extends its sign, as a register must have it in n32. */
#if _MIPS_SIM == _ABIN32 && __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
#define PTR_IN_WORD 4
#else
#define PTR_IN_WORD 0
#endif

	.set noreorder

/* $gp, where PTR_LA of position independent code needs one, from $t9: the first
 * thing that `function` does. (System V ABI, MIPS supplement, 3-36; n32 and n64 handbook) */
	.macro load_gp function
#if _MIPS_SIM == _ABIO32
	.cpload	$t9
#else
	.cpsetup $t9, $zero, \function
#endif
	.endm
#endif
#endif
