/* riscv64 abi.h: one spelling of words in 64 and 32 bits */
#ifndef KSPAWN_ARCH_RISCV_ABI_H
#define KSPAWN_ARCH_RISCV_ABI_H

#if __riscv_xlen == 64
#define REG_L ld
#define REG_S sd
#define KSPAWN_INLINE_L "ld"
#define KSPAWN_INLINE_S "sd"
#else
#define REG_L lw
#define REG_S sw
#define KSPAWN_INLINE_L "lw"
#define KSPAWN_INLINE_S "sw"
#endif
#endif
