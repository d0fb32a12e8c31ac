/* src/generic/exec_names.cpp: the path of an exec */
#include "exec_names.hpp"

#include <kspawn/errno.h>

#include "freestanding.hpp"

static_assert(KSPAWN_PATH_MAX + string_block <= sizeof(exec_names::bytes));
static_assert(KSPAWN_PATH_MAX <= KSPAWN_SCRIPT_MAX);

/// Reads into the free room first: the length is not known before.
int kspawn_names_begin(exec_names &names, bool user, uintptr_t path)
{
	size_t n = 0;
	do {
		const int got = kspawn_string_read(user, path + n, names.bytes + n);
		if (got < 0)
			return got;
		n += size_t(got);
		if (n > KSPAWN_PATH_MAX)
			return -KSPAWN_ENAMETOOLONG;
	} while (names.bytes[n - 1] != '\0');
	names.first = names.path = sizeof(names.bytes) - n;
	names.count = 0;
	memmove(names.bytes + names.first, names.bytes, n);
	return 0;
}
