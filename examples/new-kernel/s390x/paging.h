/* machine/paging.h: segment and page table entries (z/Architecture Principles of Operation, "Translation Tables") */
#include "../kernel.h"

typedef uint64_t pte_t;
enum { PT_LEVELS = 2 };
#define LEAF_BITS 8
enum { SEGMENT_INVALID = 0x20, PTE_NO_CODE = 0x100, PTE_PROTECTED = 0x200, PTE_INVALID = 0x400 };
#define PTE_EMPTY (SEGMENT_INVALID | PTE_INVALID) /* of both kinds */

static inline pte_t pte_table(uintptr_t frame) { return frame; }
static inline bool pte_is_table(pte_t e) { return e != PTE_EMPTY; }
static inline pte_t pte_user(uintptr_t frame, int prot)
{
	return frame | (prot & KSPAWN_PROT_WRITE ? 0 : PTE_PROTECTED) | (prot & KSPAWN_PROT_EXEC ? 0 : PTE_NO_CODE);
}
static inline bool pte_writable(pte_t e) { return !(e & PTE_PROTECTED); }
static inline int pte_prot(pte_t e)
{
	return KSPAWN_PROT_READ | (pte_writable(e) ? KSPAWN_PROT_WRITE : 0) | (e & PTE_NO_CODE ? 0 : KSPAWN_PROT_EXEC);
}
static inline uintptr_t pte_frame(pte_t e) { return e & -PAGE; }
