/* machine/paging.h: page table entries of x86-64, and of i386 without PAE (AMD64 manual, volume 2, 5.2 to 5.4) */
#include "../kernel.h"

typedef uintptr_t pte_t;
enum { PT_LEVELS = sizeof(pte_t) == 8 ? 4 : 2, LARGE_PAGE = PAGE * (PAGE / sizeof(pte_t)) };
enum { PTE_PRESENT = 1 << 0, PTE_WRITE = 1 << 1, PTE_USER = 1 << 2, PTE_LARGE = 1 << 7 };

static inline pte_t pte_table(uintptr_t frame) { return frame | PTE_PRESENT | PTE_WRITE | PTE_USER; }
static inline bool pte_is_table(pte_t e) { return !(e & PTE_LARGE); }
static inline pte_t pte_user(uintptr_t frame, int prot)
{
	return frame | PTE_PRESENT | PTE_USER | (prot & KSPAWN_PROT_WRITE ? PTE_WRITE : 0);
}
static inline bool pte_writable(pte_t e) { return e & PTE_WRITE; }
static inline int pte_prot(pte_t e) { return KSPAWN_PROT_READ | KSPAWN_PROT_EXEC | (pte_writable(e) ? KSPAWN_PROT_WRITE : 0); }
static inline uintptr_t pte_frame(pte_t e) { return e & ~(pte_t)(PAGE - 1); }
