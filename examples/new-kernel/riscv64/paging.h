/* machine/paging.h: page table entries, Sv39 (Privileged Architecture, 4.4) */
#include "../kernel.h"

typedef uint64_t pte_t;
enum { PT_LEVELS = 3 };
enum { PTE_V = 1 << 0, PTE_R = 1 << 1, PTE_W = 1 << 2, PTE_X = 1 << 3, PTE_U = 1 << 4, PTE_A = 1 << 6, PTE_D = 1 << 7 };

static inline pte_t pte_table(uintptr_t frame) { return frame >> 2 | PTE_V; }
static inline bool pte_is_table(pte_t e) { return !(e & (PTE_R | PTE_W | PTE_X)); }
static inline pte_t pte_user(uintptr_t frame, int prot)
{
	return frame >> 2 | PTE_V | PTE_U | PTE_A | PTE_R | (prot & KSPAWN_PROT_WRITE ? PTE_W | PTE_D : 0) |
	       (prot & KSPAWN_PROT_EXEC ? PTE_X : 0);
}
static inline bool pte_writable(pte_t e) { return e & PTE_W; }
static inline int pte_prot(pte_t e)
{
	return KSPAWN_PROT_READ | (e & PTE_W ? KSPAWN_PROT_WRITE : 0) | (e & PTE_X ? KSPAWN_PROT_EXEC : 0);
}
static inline uintptr_t pte_frame(pte_t e) { return e >> 10 << 12; }
