/* powerpc switch_inline.h: the code of the inline forms, for <kspawn/switch_inline.h> */
/* clang-format off */
#ifndef KSPAWN_ARCH_SWITCH_INLINE_H
#define KSPAWN_ARCH_SWITCH_INLINE_H

/* Bytes below the stack pointer that are the compiler's: a kernel's interrupts spare them. (64-bit PowerPC ELF ABI Supplement,
 * 3.2.2; OpenPOWER ELFv2 ABI, 2.2.2.4) */
#ifdef __powerpc64__
#ifndef KSPAWN_RED_ZONE
#define KSPAWN_RED_ZONE 288
#endif
#define KSPAWN_INLINE_L "ld	"
#define KSPAWN_INLINE_S "std	"
#define KSPAWN_INLINE_WORDS(WORD) WORD(cfa, KSPAWN_INLINE_CFA_AT)
#define KSPAWN_INLINE_CFA_AT 16
#else
#define KSPAWN_INLINE_L "lwz	"
#define KSPAWN_INLINE_S "stw	"
#define KSPAWN_INLINE_WORDS(WORD) WORD(cfa, KSPAWN_INLINE_CFA_AT) WORD(r30, 12)
#define KSPAWN_INLINE_CFA_AT 8
#endif

/* Position independent code of 32 bits has r30 for itself, and GCC does not let an asm have it lost. The caller's r30 is what
 * was stored, too: one program has one. */
#if defined(__PIC__) && !defined(__powerpc64__)
#define KSPAWN_INLINE_SAVE_PIC "stw	30, 12(1)\n\t"
#define KSPAWN_INLINE_LOAD_PIC "lwz	30, 12(1)\n\t"
#define KSPAWN_INLINE_CFI_PIC "\n\t.cfi_escape 0x10, 30, 2, 0x71, 12"
#define KSPAWN_INLINE_LOST_PIC
#else
#define KSPAWN_INLINE_SAVE_PIC
#define KSPAWN_INLINE_LOAD_PIC
#define KSPAWN_INLINE_CFI_PIC
#define KSPAWN_INLINE_LOST_PIC "r30",
#endif

#define KSPAWN_INLINE_LEFT "r3"
#define KSPAWN_INLINE_TO "r4"
#define KSPAWN_INLINE_ADDRESS "b" /* not r0, which is zero in an address */
#define KSPAWN_INLINE_LOST                                                                                             \
	"r0", "r6", "r7", "r8", "r9", "r10", "r11", "r12", "r14", "r15", "r16", "r17", "r18", "r19", "r20", "r21",     \
		"r22", "r23", "r24", "r25", "r26", "r27", "r28", "r29", KSPAWN_INLINE_LOST_PIC "lr", "ctr", "xer",     \
		"cr0", "cr1", "cr2", "cr3", "cr4", "cr5", "cr6", "cr7"
#ifdef __ALTIVEC__
#define KSPAWN_INLINE_LOST_VECTOR                                                                                      \
	, "v0", "v1", "v2", "v3", "v4", "v5", "v6", "v7", "v8", "v9", "v10", "v11", "v12", "v13", "v14", "v15", "v16", \
		"v17", "v18", "v19"
#else
#define KSPAWN_INLINE_LOST_VECTOR
#endif
#ifndef _SOFT_FLOAT
#define KSPAWN_INLINE_LOST_FP                                                                                          \
	, "fr0", "fr1", "fr2", "fr3", "fr4", "fr5", "fr6", "fr7", "fr8", "fr9", "fr10", "fr11", "fr12",                \
		"fr13" KSPAWN_INLINE_LOST_VECTOR
#else
#define KSPAWN_INLINE_LOST_FP
#endif

/* Only the compiler knows the distance from r31 to the top of its frame, so the code stores where: breg1, deref. */
#define KSPAWN_INLINE_CFA "3, 0x71, " KSPAWN_INLINE_TEXT(KSPAWN_INLINE_CFA_AT) ", 0x06" KSPAWN_INLINE_CFI_PIC
#define KSPAWN_INLINE_CFA_IN "r5"
#ifdef __GCC_HAVE_DWARF2_CFI_ASM
#define KSPAWN_INLINE_SAVE_CFA KSPAWN_INLINE_S "%[cfa], " KSPAWN_INLINE_TEXT(KSPAWN_INLINE_CFA_AT) "(1)\n\t"
#endif

/* This form of bcl is none of a call, so that the prediction of returns stays right. (Power ISA, 2.4) */
#define KSPAWN_INLINE_LEAVE(save)                                                                                      \
	"addi	1, 1, -%[size]\n\t"                                                                                    \
	KSPAWN_INLINE_S "31, %[fp](1)\n\t" KSPAWN_INLINE_SAVE_PIC save                                                 \
	"bcl	20, 31, 2f\n"                                                                                          \
	"2:	mflr	12\n\t"                                                                                        \
	"addi	12, 12, 1f - 2b\n\t"                                                                                   \
	KSPAWN_INLINE_S "12, 0(1)\n\t"                                                                                 \
	KSPAWN_INLINE_S "1, 0(%[left])\n\t"
#define KSPAWN_INLINE_GO                                                                                               \
	KSPAWN_INLINE_L "1, 0(%[to])\n\t" KSPAWN_INLINE_L "12, 0(1)\n\tmtctr	12\n\tbctr\n\t"
#define KSPAWN_INLINE_BACK(landed, load)                                                                               \
	"1:	" KSPAWN_INLINE_LOAD_PIC KSPAWN_INLINE_L "31, %[fp](1)\n\t" landed load "addi	1, 1, %[size]"
#endif
