/* src/hosted/trap.hpp: the ways into the kernel and out of it */
#ifndef KSPAWN_HOSTED_TRAP_HPP
#define KSPAWN_HOSTED_TRAP_HPP

namespace kspawn::hosted {

struct processor;

/// Takes the signals of the processor that runs user tasks, on a stack of their own.
void start_traps(processor &here);
void stop_traps();
/// Makes that processor enter the kernel, from another one.
void interrupt_user_mode();

} // namespace kspawn::hosted
#endif
