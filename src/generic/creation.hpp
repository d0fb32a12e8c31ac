/* src/generic/creation.hpp: the creation of a task, shared by kernel threads and user children */
#ifndef KSPAWN_CREATION_HPP
#define KSPAWN_CREATION_HPP

#include <kspawn/task.h>

extern "C" {
/// Allocates a task and sets up the core's part and the port's. No other task can find it. Returns 0 or a negative errno.
int kspawn_creation_begin(kspawn_task **out);
/// Undoes begin.
void kspawn_creation_abort(kspawn_task *child);
/// Makes a complete task runnable and returns its pid. The task may be freed before this returns.
int kspawn_creation_publish(kspawn_task *child);
}
#endif
