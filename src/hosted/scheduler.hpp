/* src/hosted/scheduler.hpp: who runs on the machine's processor */
#ifndef KSPAWN_HOSTED_SCHEDULER_HPP
#define KSPAWN_HOSTED_SCHEDULER_HPP

namespace kspawn::hosted {

/// Lets the next task run; the current one goes on when it is its turn again,
/// if it is in the queue or will be woken.
void schedule();
/// The current task goes to the end of the queue.
void yield();
/// A point where the caller may sleep: it must hold no lock.
void may_sleep();
/// The stack of the handlers of host signals also leads to the current task.
void set_signal_stack(void *block);

} // namespace kspawn::hosted
#endif
