/* src/hosted/scheduler.hpp: which task runs on which processor */
#ifndef KSPAWN_HOSTED_SCHEDULER_HPP
#define KSPAWN_HOSTED_SCHEDULER_HPP

struct kspawn_task;

namespace kspawn::hosted {

struct processor;

/// Lets the next task run; the current one continues when it is its turn again,
/// if it is in the queue or will be woken.
void schedule();
/// The current task goes to the end of its processor's queue.
void yield();
/// The current task continues on another processor.
void migrate(unsigned number);
/// Ends the interruptible sleep of `task`, or its next one, as a signal with a handler does.
void interrupt(kspawn_task *task);
/// A point where the caller may sleep: it must hold no lock.
void may_sleep();
/// The life of an idle task, until the power is off.
void idle_loop(processor &here);

} // namespace kspawn::hosted
#endif
