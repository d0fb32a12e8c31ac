/* src/generic/stack_free.cpp: for a kernel with static stacks, or one that frees them in kspawn_task_free */
#include <kspawn/host.h>

/* In a namespace: a kernel may have one that is static inline. */
namespace kspawn::own {

extern "C" void kspawn_stack_free(kspawn_task *) {}

} // namespace kspawn::own
