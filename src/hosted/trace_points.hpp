/* src/hosted/trace_points.hpp: the tracepoints that the machine keeps, as tools/trace/hooks.h describes them */
#ifndef KSPAWN_HOSTED_TRACE_POINTS_HPP
#define KSPAWN_HOSTED_TRACE_POINTS_HPP

#include <string>

namespace kspawn::hosted {

/// Tracepoints are kept from here on. The core has some only where it is linked with tracepoints.
void trace_points_begin();
/// Writes a line for each. False if the file cannot be written; errno says why.
bool trace_points_write(const std::string &path);

} // namespace kspawn::hosted
#endif
