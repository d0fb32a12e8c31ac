/* machine/paging.h: page table entries: what EntryLo takes (MIPS32 PRA, 9.5). Frames are kseg0's addresses. */
#include "../kernel.h"

typedef uint32_t pte_t;
enum { PT_LEVELS = 2 };
enum { PTE_VALID = 1 << 1, PTE_DIRTY = 1 << 2, PTE_CACHED = 3 << 3 };
#define KSEG0 0x80000000ul

static inline pte_t pte_table(uintptr_t frame) { return (frame - KSEG0) >> 6 | PTE_VALID; }
static inline bool pte_is_table(pte_t e) { return e; }
static inline pte_t pte_user(uintptr_t frame, int prot)
{
	return (frame - KSEG0) >> 6 | PTE_VALID | PTE_CACHED | (prot & KSPAWN_PROT_WRITE ? PTE_DIRTY : 0);
}
static inline bool pte_writable(pte_t e) { return e & PTE_DIRTY; }
static inline int pte_prot(pte_t e) { return KSPAWN_PROT_READ | KSPAWN_PROT_EXEC | (pte_writable(e) ? KSPAWN_PROT_WRITE : 0); }
static inline uintptr_t pte_frame(pte_t e) { return (e >> 6 << 12) + KSEG0; }
