/* mips cp0.h: registers of coprocessor 0 (MIPS32 PRA, 9), and the function that sets up the TLB's */
#ifndef CP0_H
#define CP0_H

#include <stdint.h>

#define INDEX "$0"
#define ENTRY_LO0 "$2"
#define ENTRY_LO1 "$3"
#define CONTEXT "$4"
#define PAGE_MASK "$5"
#define PAGE_GRAIN "$5, 1"
#define WIRED "$6"
#define HWRENA "$7"
#define COUNT "$9"
#define ENTRY_HI "$10"
#define COMPARE "$11"
#define STATUS "$12"
#define CAUSE "$13"
#define IP7 (1 << 15) /* of Status and Cause: the timer */
#define CONFIG1 "$16, 1"
#define CONFIG3 "$16, 3"

/* Floating point's, not CP0's: to write a cause that is enabled is an exception, in the kernel too. (FCSR) */
#define FCSR_CAUSES (0x3fu << 12)

#define READ(reg)                                                              \
	({                                                                     \
		uint32_t value_;                                               \
		__asm__ volatile("mfc0 %0, " reg : "=r"(value_) : : "memory"); \
		value_;                                                        \
	})
#define WRITE(reg, value) __asm__ volatile("mtc0 %0, " reg "\n\tehb" : : "r"((uint32_t)(value)) : "memory")

void tlb_start(void);

#endif
