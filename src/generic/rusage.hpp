/* src/generic/rusage.hpp: the resource usage that a wait reports: zeroes, since the core keeps no account */
#ifndef KSPAWN_RUSAGE_HPP
#define KSPAWN_RUSAGE_HPP

#include <kspawn/host.h>

namespace {

/// Writes Linux's struct rusage, two timevals and fourteen counters, all zero. Does
/// nothing for address 0. -EFAULT
inline int write_usage(kspawn_task *task, uintptr_t usage)
{
	const long nothing[18] = {};
	return usage ? kspawn_copy_to_user(task, usage, nothing, sizeof(nothing)) : 0;
}

} // namespace
#endif
