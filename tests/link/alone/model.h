/* tests/link/alone/model.h: included before all else, what a later port has otherwise than all ports of today */
#include <stdint.h>

/* s390x's save area, and Alpha's number. */
#define KSPAWN_CALL_AREA 160
#define KSPAWN_EAGAIN 35

/* No atomic instructions; one processor, which nothing interrupts here. */
#define KSPAWN_ATOMIC_LOCK(word) ((void)(word), __atomic_signal_fence(__ATOMIC_SEQ_CST), (uintptr_t)0)
#define KSPAWN_ATOMIC_UNLOCK(word, state) ((void)(word), (void)(state), __atomic_signal_fence(__ATOMIC_SEQ_CST))
#define KSPAWN_ATOMIC_HEADER <kspawn/atomic_locked.h>
