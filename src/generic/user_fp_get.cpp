/* src/generic/user_fp_get.cpp: the hook of a kernel that leaves a program's floating point in the registers */
#include <kspawn/host.h>

/* In a namespace: a kernel may have one that is static inline. */
namespace kspawn::own {

extern "C" void kspawn_user_fp_get(void *state) { kspawn_user_save(state); }

} // namespace kspawn::own
