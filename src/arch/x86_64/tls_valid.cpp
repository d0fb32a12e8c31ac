/* x86_64 tls_valid.cpp: the FS base */
#include <kspawn/arch.h>

/// A base that is not canonical faults when the kernel loads it, and Linux gives no program one of the kernel's.
bool kspawn_tls_valid(uintptr_t tls) { return tls < KSPAWN_USER_END; }
