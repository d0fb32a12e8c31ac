/* src/generic/rusage.hpp: what a wait tells of resources, of which the core keeps no account */
#ifndef KSPAWN_RUSAGE_HPP
#define KSPAWN_RUSAGE_HPP

#include <kspawn/host.h>

namespace {

/// Linux's struct rusage, two timevals and fourteen counters, all zero; 0 for
/// no address. -EFAULT
inline int write_usage(kspawn_task *task, uintptr_t usage)
{
	const long nothing[18] = {};
	return usage ? kspawn_copy_to_user(task, usage, nothing, sizeof(nothing)) : 0;
}

} // namespace
#endif
