/* src/generic/exec_names.cpp: the path of an exec */
#include "exec_names.hpp"

#include <kspawn/errno.h>

#include "freestanding.hpp"

static_assert(KSPAWN_PATH_MAX + string_block <= sizeof(exec_names::bytes));
static_assert(KSPAWN_PATH_MAX <= KSPAWN_SCRIPT_MAX);

namespace {

constexpr char folder[] = "/dev/fd/";
constexpr unsigned known_at_flags = KSPAWN_AT_SYMLINK_NOFOLLOW | KSPAWN_AT_EMPTY_PATH | KSPAWN_AT_EXECVE_CHECK;

static_assert(KSPAWN_PATH_MAX + sizeof(folder) + 11 <= KSPAWN_SCRIPT_MAX);

/// Reads into the free room first: the length is not known before.
[[nodiscard]] int read_path(exec_names &names, bool user, uintptr_t path)
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
	names.given = sizeof(names.bytes) - n;
	memmove(names.bytes + names.given, names.bytes, n);
	return 0;
}

/// Writes the digits of a descriptor. A negative one is not a file, so its digits do not matter.
void put_number(exec_names &names, unsigned number)
{
	do {
		const unsigned rest =
			uint32_t(uint64_t(number) * 0xcccccccd >> 32) >> 3; /* a tenth; not every machine can divide */
		names.bytes[--names.path] = char('0' + (number - rest * 10));
		number = rest;
	} while (number != 0);
}

/// In front of what was given, as Linux names such a program.
void put_folder(exec_names &names)
{
	if (names.bytes[names.given] != '\0')
		names.bytes[--names.path] = '/';
	put_number(names, unsigned(names.dir));
	for (size_t n = sizeof(folder) - 1; n-- > 0;)
		names.bytes[--names.path] = folder[n];
}

bool is_below_file(const exec_names &names) { return names.dir != KSPAWN_AT_FDCWD && names.bytes[names.given] != '/'; }

} // namespace

int kspawn_names_begin(exec_names &names, bool user, uintptr_t path)
{
	const int err = read_path(names, user, path);
	if (err != 0)
		return err;
	if (names.bytes[names.given] == '\0' && !(names.flags & KSPAWN_AT_EMPTY_PATH))
		return -KSPAWN_ENOENT;
	if (names.flags & ~known_at_flags)
		return -KSPAWN_EINVAL;
	names.path = names.given;
	if (is_below_file(names))
		put_folder(names);
	names.first = names.path;
	names.count = 0;
	names.closed = false;
	return 0;
}

int kspawn_names_open(exec_names &names, kspawn_image &image)
{
	const char *path = names.bytes + names.given;
	if (!is_below_file(names) && *path != '\0' && !(names.flags & KSPAWN_AT_SYMLINK_NOFOLLOW))
		return kspawn_image_open(path, &image);
	const int got = kspawn_image_open_at(names.dir, path, !(names.flags & KSPAWN_AT_SYMLINK_NOFOLLOW), &image);
	names.closed = got > 0 && is_below_file(names);
	return got < 0 ? got : 0;
}
