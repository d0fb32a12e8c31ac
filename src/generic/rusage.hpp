/* src/generic/rusage.hpp: the resource usage that a wait reports */
#ifndef KSPAWN_RUSAGE_HPP
#define KSPAWN_RUSAGE_HPP

#include <kspawn/host.h>

namespace {

/// Writes *usage to a user address. Does nothing for address 0. -EFAULT
inline int write_usage(uintptr_t to, const kspawn_rusage &usage)
{
	return to ? kspawn_copy_to_user(kspawn_current(), to, &usage, sizeof(usage)) : 0;
}

} // namespace
#endif
