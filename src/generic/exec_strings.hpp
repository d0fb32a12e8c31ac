/* src/generic/exec_strings.hpp: argv and envp, in kernel or in user memory */
#ifndef KSPAWN_EXEC_STRINGS_HPP
#define KSPAWN_EXEC_STRINGS_HPP

#include "word_writer.hpp"

struct exec_strings {
	uintptr_t table; /* of pointers to strings, ended by NULL; 0: there are none */
	bool user;       /* these are user addresses, and may change at any time */
	size_t count;    /* of strings; from measuring */
	size_t bytes;    /* of strings with their NULs; from measuring */
};

constexpr size_t string_block = 64; /* bytes; divides every page size */

/// Reads from `from` up to the NUL or to the end of its aligned block, and so never
/// touches a page after the NUL. Returns the number of bytes with the NUL. -EFAULT
extern "C" [[nodiscard]] int kspawn_string_read(bool user, uintptr_t from, char *to);

/// Leaves out the first string, if there is one, unread. -EFAULT
extern "C" [[nodiscard]] int kspawn_strings_drop_first(exec_strings &strings);

/// Counts and measures strings, and takes them and their pointers from `budget`.
/// `block` has room for a block. -E2BIG, -EFAULT
extern "C" [[nodiscard]] int kspawn_strings_measure(exec_strings &strings, char *block, size_t &budget);

/// Copies the strings to `to` and pointers to them into `words`. They may have
/// changed since: writes no more strings and bytes than were measured. -EFAULT if
/// there is more, or errors of the hooks.
extern "C" [[nodiscard]] int kspawn_strings_copy(const exec_strings &strings, char *block, uintptr_t to, word_writer &words);
#endif
