/* include/kspawn/pt_regs_abi.h: the library and the kernel must have the same struct kspawn_pt_regs */
#ifndef KSPAWN_PT_REGS_ABI_H
#define KSPAWN_PT_REGS_ABI_H

#include <kspawn/pt_regs.h>
#include <kspawn/assert.h>

/* The library defines one symbol, and its name has the size of the pt_regs it was compiled with. Every object
 * of the kernel that forks or execs refers to the name with its own size. KSPAWN_REGS_SIZE is a plain decimal
 * number, since it becomes a part of the name. */
#define KSPAWN_PT_REGS_ABI_NAME(bytes) kspawn_abi_2_pt_regs_of_##bytes##_bytes
#define KSPAWN_PT_REGS_ABI_OF(bytes) KSPAWN_PT_REGS_ABI_NAME(bytes)
#define KSPAWN_PT_REGS_ABI KSPAWN_PT_REGS_ABI_OF(KSPAWN_REGS_SIZE)

#ifdef __cplusplus
extern "C" {
#endif

KSPAWN_ASSERT(sizeof(struct kspawn_pt_regs) == KSPAWN_REGS_SIZE, "KSPAWN_REGS_SIZE is the size of struct kspawn_pt_regs");
extern const char KSPAWN_PT_REGS_ABI;
__attribute__((used)) static const char *const kspawn_pt_regs_abi_check = &KSPAWN_PT_REGS_ABI;

#ifdef __cplusplus
}
#endif
#endif
