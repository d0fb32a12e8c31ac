/* src/generic/user_time.hpp: a time in user memory, in ns */
#ifndef KSPAWN_USER_TIME_HPP
#define KSPAWN_USER_TIME_HPP

#include <kspawn/errno.h>

#include "freestanding.hpp"

namespace {

constexpr uint64_t second = 1000000000, forever = INT64_MAX;

/// Two words, seconds and nanoseconds. Returns the time in ns, or -EINVAL, -EFAULT.
template <class Word>
int read_time(uintptr_t from, uint64_t &ns)
{
	Word words[2];
	const int err = kspawn_copy_from_user(words, from, sizeof(words));
	if (err)
		return err;
	const int64_t seconds = words[0];
	const auto rest = static_cast<unsigned long>(words[1]); /* the other half of a wide one is padding */
	if (seconds < 0 || rest >= second)
		return -KSPAWN_EINVAL;
	ns = uint64_t(seconds) >= forever / second ? forever : uint64_t(seconds) * second + rest;
	return 0;
}

constexpr uint64_t later(uint64_t now, uint64_t ns) { return now < forever - ns ? now + ns : forever; }

} // namespace
#endif
