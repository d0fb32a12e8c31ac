/* src/generic/exec_names.hpp: the strings of an exec that the core keeps on its stack */
#ifndef KSPAWN_EXEC_NAMES_HPP
#define KSPAWN_EXEC_NAMES_HPP

#include <kspawn/exec.h>

#include "exec_strings.hpp"

/// The path, and in front of it the words of script lines, in the order of argv:
/// strings with their NULs, filled from the end down. The free room below them, at
/// least a block, is a buffer for a line, program headers, a path, a part of a
/// string.
struct exec_names {
	size_t first; /* index of the first string, the path of the file to open */
	size_t path;  /* index of the path that execve was given, the last string */
	size_t count; /* strings that replace argv[0]: all of them, or 0 without a script */
	size_t given; /* index of the path as execveat was given it: a part of the last string */
	int dir;      /* for `given`, as are the flags */
	unsigned flags;
	bool closed; /* the path uses a descriptor that the exec closes */
	alignas(uint64_t) char bytes[KSPAWN_SCRIPT_MAX + string_block];
};

/* Unnamed, so that an object built without inlining has no weak copies. */
namespace {

constexpr size_t size_from(const exec_names &names, size_t index) { return sizeof(names.bytes) - index; }

/// Bytes of the strings that replace argv[0].
constexpr size_t front_size(const exec_names &names) { return names.count == 0 ? 0 : size_from(names, names.first); }

} // namespace

/// Reads the path; `dir` and `flags` are set. One below an open file becomes
/// /dev/fd/N/path. -EFAULT, -ENAMETOOLONG, -ENOENT for an empty path without
/// AT_EMPTY_PATH, -EINVAL for other flags
extern "C" [[nodiscard]] int kspawn_names_begin(exec_names &names, bool user, uintptr_t path);

/// Opens the file at the path that was given.
extern "C" [[nodiscard]] int kspawn_names_open(exec_names &names, kspawn_image &image);

/// Opens the ELF file at the path. If a script is there, puts the words of its
/// line in front of the names and opens its interpreter, which may be a script
/// again. -ENOEXEC for a file that is neither, -ELOOP, -E2BIG, or errors of the hooks.
extern "C" [[nodiscard]] int kspawn_program_open(exec_names &names, kspawn_image &image);
#endif
