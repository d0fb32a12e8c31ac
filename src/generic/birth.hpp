/* src/generic/birth.hpp: what the births of kernel threads and user children share */
#ifndef KSPAWN_BIRTH_HPP
#define KSPAWN_BIRTH_HPP

#include <kspawn/task.h>

extern "C" {
/// A task with its own part and the port's, known to nobody. 0 or a negative errno.
int kspawn_birth_begin(kspawn_task **out);
/// Undoes begin.
void kspawn_birth_abort(kspawn_task *child);
/// Makes it runnable, with all of it in place; it may be gone on return. Its pid.
int kspawn_birth_publish(kspawn_task *child);
}
#endif
