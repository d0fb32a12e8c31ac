/* tests/link/atomic_locked.h: what a kernel without atomic instructions brings: its own lock */
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif
uintptr_t test_interrupts_off(const void *word);
void test_interrupts_restore(const void *word, uintptr_t state);
#ifdef __cplusplus
}
#endif

#define KSPAWN_ATOMIC_LOCK test_interrupts_off
#define KSPAWN_ATOMIC_UNLOCK test_interrupts_restore
#include <kspawn/atomic_locked.h>
