/* mips switch_inline.h: the code of the inline forms, o32, n32 and n64, for <kspawn/switch_inline.h> */
/* clang-format off */
#ifndef KSPAWN_ARCH_SWITCH_INLINE_H
#define KSPAWN_ARCH_SWITCH_INLINE_H

#define KSPAWN_INLINE_WORDS(WORD) WORD(gp, KSPAWN_INLINE_GP_AT) WORD(cfa, KSPAWN_INLINE_CFA_AT)
#if _MIPS_SIM == _ABIO32
#define KSPAWN_INLINE_REG_L "lw	"
#define KSPAWN_INLINE_REG_S "sw	"
#define KSPAWN_INLINE_GP_AT 8
#define KSPAWN_INLINE_CFA_AT 12
#else
#define KSPAWN_INLINE_REG_L "ld	"
#define KSPAWN_INLINE_REG_S "sd	"
#define KSPAWN_INLINE_GP_AT 16
#define KSPAWN_INLINE_CFA_AT 24
#endif

/* Pointers of C, which are shorter than a word in n32. */
#if _MIPS_SIM == _ABI64
#define KSPAWN_INLINE_PTR_L "ld	"
#define KSPAWN_INLINE_PTR_S "sd	"
#define KSPAWN_INLINE_ADDIU "daddiu	"
#else
#define KSPAWN_INLINE_PTR_L "lw	"
#define KSPAWN_INLINE_PTR_S "sw	"
#define KSPAWN_INLINE_ADDIU "addiu	"
#endif
#if _MIPS_SIM == _ABIN32 && __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
#define KSPAWN_INLINE_PTR_IN_WORD "4"
#else
#define KSPAWN_INLINE_PTR_IN_WORD "0"
#endif

/* gp must be kept in n32 and n64, and in o32 where code is position independent, which has
 * its own for each function; no compiler that uses it lets an asm have it lost. */
#if _MIPS_SIM != _ABIO32 || defined(__mips_abicalls)
#define KSPAWN_INLINE_SAVE_GP KSPAWN_INLINE_REG_S "$28, " KSPAWN_INLINE_TEXT(KSPAWN_INLINE_GP_AT) "($sp)\n\t"
#define KSPAWN_INLINE_LOAD_GP KSPAWN_INLINE_REG_L "$28, " KSPAWN_INLINE_TEXT(KSPAWN_INLINE_GP_AT) "($sp)\n\t"
#define KSPAWN_INLINE_CFI_GP ".cfi_escape 0x10, 28, 2, 0x8d, " KSPAWN_INLINE_TEXT(KSPAWN_INLINE_GP_AT) "\n\t"
#else
#define KSPAWN_INLINE_SAVE_GP
#define KSPAWN_INLINE_LOAD_GP
#define KSPAWN_INLINE_CFI_GP
#endif

#define KSPAWN_INLINE_LEFT "$2"
#define KSPAWN_INLINE_FROM "$4"
#define KSPAWN_INLINE_TO "$5"
#define KSPAWN_INLINE_LOST                                                                                             \
	"$1", "$3", "$7", "$8", "$9", "$10", "$11", "$12", "$13", "$14", "$15", "$16", "$17", "$18", "$19", "$20",     \
		"$21", "$22", "$23", "$24", "$25", "$31" KSPAWN_INLINE_LOST_HILO
#if __mips_isa_rev < 6
#define KSPAWN_INLINE_LOST_HILO , "hi", "lo"
#define KSPAWN_INLINE_LOST_FCC , "$fcc0", "$fcc1", "$fcc2", "$fcc3", "$fcc4", "$fcc5", "$fcc6", "$fcc7"
#else
#define KSPAWN_INLINE_LOST_HILO
#define KSPAWN_INLINE_LOST_FCC
#endif
#ifdef __mips_hard_float
#define KSPAWN_INLINE_LOST_FP_19                                                                                                \
	, "$f0", "$f1", "$f2", "$f3", "$f4", "$f5", "$f6", "$f7", "$f8", "$f9", "$f10", "$f11", "$f12", "$f13", "$f14", "$f15", \
		"$f16", "$f17", "$f18", "$f19" KSPAWN_INLINE_LOST_FCC
#if _MIPS_SIM == _ABIO32
#define KSPAWN_INLINE_LOST_FP KSPAWN_INLINE_LOST_FP_19
#elif _MIPS_SIM == _ABIN32
#define KSPAWN_INLINE_LOST_FP KSPAWN_INLINE_LOST_FP_19, "$f21", "$f23", "$f25", "$f27", "$f29", "$f31"
#else
#define KSPAWN_INLINE_LOST_FP KSPAWN_INLINE_LOST_FP_19, "$f20", "$f21", "$f22", "$f23"
#endif
#else
#define KSPAWN_INLINE_LOST_FP
#endif
#define KSPAWN_INLINE_KEPT_FP , "$f20", "$f21", "$f22", "$f23", "$f24", "$f25", "$f26", "$f27", "$f28", "$f29", "$f30", "$f31"

#ifdef __mips_hard_float
#define KSPAWN_INLINE_SAVE_FP KSPAWN_INLINE_SAVE_CFA "cfc1	$v1, $31\n\tsw	$v1, %[control]($sp)\n\t"
#define KSPAWN_INLINE_LOAD_FP "lw	$v1, %[control]($sp)\n\tctc1	$v1, $31\n\t"
#endif

/* Only the compiler knows the distance from fp to the top of its frame, so the code
 * stores where: breg29, deref. The caller's gp is what was stored, too: one program
 * has one. (DWARF 5, 6.4.2.3) */
#define KSPAWN_INLINE_CFA "3, 0x8d, " KSPAWN_INLINE_TEXT(KSPAWN_INLINE_CFA_AT) ", 0x06\n\t" KSPAWN_INLINE_CFI_GP
#define KSPAWN_INLINE_CFA_IN "$6"
#ifdef __GCC_HAVE_DWARF2_CFI_ASM
#define KSPAWN_INLINE_SAVE_CFA KSPAWN_INLINE_PTR_S "%[cfa], " KSPAWN_INLINE_TEXT(KSPAWN_INLINE_CFA_AT) "($sp)\n\t"
#endif

/* bal leaves the address of what follows in ra, six instructions before the landing. */
#define KSPAWN_INLINE_LEAVE(save)                                                                                      \
	".set	push\n\t.set	noreorder\n\t"                                                                         \
	KSPAWN_INLINE_ADDIU "$sp, $sp, -%[size]\n\t"                                                                  \
	KSPAWN_INLINE_REG_S "$fp, %[fp]($sp)\n\t"                                                                     \
	KSPAWN_INLINE_SAVE_GP save                                                                                     \
	"bal	1f\n\t"                                                                                                \
	KSPAWN_INLINE_PTR_S "$sp, 0(%[from])\n\t"                                                                     \
	"1:	" KSPAWN_INLINE_ADDIU "$ra, $ra, 6 * 4\n\t"                                                            \
	KSPAWN_INLINE_REG_S "$ra, 0($sp)\n\t"                                                                         \
	".set	pop\n\t"
#define KSPAWN_INLINE_GO                                                                                               \
	".set	push\n\t.set	noreorder\n\t"                                                                         \
	KSPAWN_INLINE_PTR_L "$sp, 0(%[to])\n\t"                                                                       \
	KSPAWN_INLINE_PTR_L "$t9, " KSPAWN_INLINE_PTR_IN_WORD "($sp)\n\t"                                             \
	"jr	$t9\n\tmove	%[left], %[from]\n\t"                                                                  \
	".set	pop\n\t"
#define KSPAWN_INLINE_BACK(landed, load)                                                                               \
	KSPAWN_INLINE_LOAD_GP KSPAWN_INLINE_REG_L "$fp, %[fp]($sp)\n\t" landed load KSPAWN_INLINE_ADDIU "$sp, $sp, %[size]\n\t"
#endif
