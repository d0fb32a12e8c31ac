/* entries.h: page table entries, 4 KiB: AArch64's, 39 bits, and ARM's long descriptors (Arm ARM, D8.3; ARMv7-A ARM, B3.6) */
typedef uint64_t pte_t;
enum { PT_LEVELS = 3 };
enum { PTE_VALID = 1 << 0, PTE_TABLE = 1 << 1, PTE_USER = 1 << 6, PTE_READ_ONLY = 1 << 7, PTE_INNER = 3 << 8 };
enum { PTE_AF = 1 << 10 };
#define PTE_PXN (UINT64_C(1) << 53)
#define PTE_UXN (UINT64_C(1) << 54)
#define PTE_FRAME UINT64_C(0x0000fffffffff000)

enum { PTE_SHIFT = 0, PTE_OF_TABLE = PTE_VALID | PTE_TABLE, PTE_OF_PAGE = PTE_TABLE | PTE_AF | PTE_INNER };
#define PTE_OF_KERNEL (PTE_OF_PAGE | PTE_VALID | PTE_PXN | PTE_UXN)
#define PTE_OF_USER (PTE_OF_PAGE | PTE_READ_ONLY | PTE_PXN | PTE_UXN)
enum { PTE_USED = PTE_VALID | PTE_USER, PTE_READ = 0, PTE_WRITE = PTE_READ_ONLY };
#define PTE_EXEC PTE_UXN
