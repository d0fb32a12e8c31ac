/* src/generic/sigreturn_page.cpp: the hook of a kernel whose programs bring their own restorers */
#include <kspawn/host.h>

/* In a namespace: a kernel may have one that is static inline. */
namespace kspawn::own {

extern "C" uintptr_t kspawn_sigreturn_page() { return 0; }

} // namespace kspawn::own
