/* src/generic/task_drop.cpp: the hook of a kernel that frees a pid in kspawn_task_free */
#include <kspawn/host.h>

#include "task_ref.hpp"

/* In a namespace: a kernel may have one that is static inline. */
namespace kspawn::own {

extern "C" bool kspawn_task_drop(kspawn_task *task) { return kspawn_refs_drop(task); }

} // namespace kspawn::own
