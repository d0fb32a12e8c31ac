/* src/generic/task_ref.hpp: the holders of a task */
#ifndef KSPAWN_TASK_REF_HPP
#define KSPAWN_TASK_REF_HPP

#include <kspawn/task.h>

/// What kspawn_task_drop does by default.
extern "C" bool kspawn_refs_drop(kspawn_task *task);
#endif
