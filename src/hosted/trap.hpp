/* src/hosted/trap.hpp: the ways into the kernel and out of it */
#ifndef KSPAWN_HOSTED_TRAP_HPP
#define KSPAWN_HOSTED_TRAP_HPP

namespace kspawn::hosted {

/// Takes the signals of the calling thread, the processor, on a stack of their own.
void start_traps();
void stop_traps();

} // namespace kspawn::hosted
#endif
