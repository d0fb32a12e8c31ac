/* machine/paging.h: page table entries, 4 KiB, of AArch64 and of ARM with long descriptors (Arm ARM, D8.3) */
#include "../kernel.h"

typedef uint64_t pte_t;
enum { PT_LEVELS = 3 };
enum { PTE_VALID = 1 << 0, PTE_TABLE = 1 << 1, PTE_DEVICE = 1 << 2, PTE_USER = 1 << 6, PTE_READ_ONLY = 1 << 7 };
enum { PTE_INNER = 3 << 8, PTE_AF = 1 << 10 };
#define PTE_PXN (UINT64_C(1) << 53)
#define PTE_UXN (UINT64_C(1) << 54)

static inline pte_t pte_table(uintptr_t frame) { return frame | PTE_TABLE | PTE_VALID; }
static inline bool pte_is_table(pte_t e) { return e & PTE_TABLE; }
static inline pte_t pte_user(uintptr_t frame, int prot)
{
	return frame | PTE_TABLE | PTE_VALID | PTE_USER | PTE_AF | PTE_INNER | PTE_PXN |
	       (prot & KSPAWN_PROT_WRITE ? 0 : PTE_READ_ONLY) | (prot & KSPAWN_PROT_EXEC ? 0 : PTE_UXN);
}
static inline bool pte_writable(pte_t e) { return !(e & PTE_READ_ONLY); }
static inline int pte_prot(pte_t e)
{
	return KSPAWN_PROT_READ | (pte_writable(e) ? KSPAWN_PROT_WRITE : 0) | (e & PTE_UXN ? 0 : KSPAWN_PROT_EXEC);
}
static inline uintptr_t pte_frame(pte_t e) { return (uintptr_t)(e & 0xfffffffff000); }
