/* src/hosted/host_error.hpp: what the machine cannot continue without */
#ifndef KSPAWN_HOSTED_HOST_ERROR_HPP
#define KSPAWN_HOSTED_HOST_ERROR_HPP

namespace kspawn::hosted {

/// Says `what` and ends the host process.
[[noreturn]] void die(const char *what);
/// `result`, unless it is negative: then errno's text and the end.
int check(int result, const char *what);

} // namespace kspawn::hosted
#endif
