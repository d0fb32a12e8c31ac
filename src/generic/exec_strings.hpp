/* src/generic/exec_strings.hpp: argv and envp, in kernel or in user memory */
#ifndef KSPAWN_EXEC_STRINGS_HPP
#define KSPAWN_EXEC_STRINGS_HPP

#include <kspawn/host.h>

struct exec_strings {
	uintptr_t table; /* of pointers to strings, ended by NULL; 0: there are none */
	bool user;	 /* these are user addresses, and may change at any time */
	size_t count;	 /* of strings; from measuring */
	size_t bytes;	 /* of strings with their NULs; from measuring */
};

constexpr size_t string_block = 128; /* bytes; divides every page size */

/// A part of a string, at most a block.
struct string_piece {
	size_t n;
	bool last; /* bytes[n - 1] is the NUL */
	char bytes[string_block];
};

/// Counts and measures, and takes strings and pointers from `budget`. -E2BIG, -EFAULT
extern "C" [[nodiscard]] int kspawn_strings_measure(exec_strings &strings, size_t &budget);

/// The address of string n, NULL at the end of the table. -EFAULT
extern "C" [[nodiscard]] int kspawn_strings_pointer(const exec_strings &strings, size_t n, uintptr_t &pointer);

/// Leaves out the first string, if there is one, unread. -EFAULT
extern "C" [[nodiscard]] int kspawn_strings_drop_first(exec_strings &strings);

/// What lies from `from` to the NUL, or to the end of its aligned block: never
/// looks at a page behind the NUL. -EFAULT
extern "C" [[nodiscard]] int kspawn_string_read(bool user, uintptr_t from, string_piece &piece);
#endif
