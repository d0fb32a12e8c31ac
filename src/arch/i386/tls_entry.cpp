/* i386 tls_entry.cpp: the entry of a program's TLS in the GDT */
#include <kspawn/arch/user_desc.h>

/* In a namespace: a kernel may have one that is static inline. */
namespace kspawn::own {

extern "C" unsigned kspawn_tls_entry() { return 6; }

} // namespace kspawn::own
