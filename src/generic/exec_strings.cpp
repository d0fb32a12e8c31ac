/* src/generic/exec_strings.cpp: reading strings that may be hostile */
#include "exec_strings.hpp"

#include <kspawn/errno.h>

#include "freestanding.hpp"

namespace {

/// Up to the NUL alone: nothing is known of what lies behind a kernel string.
size_t read_kernel(const char *from, char *to, size_t room)
{
	size_t n = 0;
	do
		to[n] = from[n];
	while (to[n++] != '\0' && n < room);
	return n;
}

size_t length_in(const char *bytes, size_t n)
{
	size_t length = 0;
	while (length < n && bytes[length++] != '\0')
		;
	return length;
}

[[nodiscard]] bool spend(size_t n, size_t &budget)
{
	if (n > budget)
		return false;
	budget -= n;
	return true;
}

[[nodiscard]] int measure_string(exec_strings &strings, uintptr_t from, size_t &budget)
{
	string_piece piece;
	do {
		const int err = kspawn_string_read(strings.user, from, piece);
		if (err != 0)
			return err;
		if (!spend(piece.n, budget))
			return -KSPAWN_E2BIG;
		strings.bytes += piece.n;
		from += piece.n;
	} while (!piece.last);
	return 0;
}

} // namespace

int kspawn_string_read(bool user, uintptr_t from, string_piece &piece)
{
	const size_t room = string_block - from % string_block;
	if (user) {
		const int err = kspawn_copy_from_user(piece.bytes, from, room);
		if (err != 0)
			return err;
		piece.n = length_in(piece.bytes, room);
	} else {
		piece.n = read_kernel(reinterpret_cast<const char *>(from), piece.bytes, room);
	}
	piece.last = piece.bytes[piece.n - 1] == '\0';
	return 0;
}

int kspawn_strings_pointer(const exec_strings &strings, size_t n, uintptr_t &pointer)
{
	pointer = 0;
	if (strings.table == 0)
		return 0;
	const uintptr_t from = strings.table + n * sizeof(pointer);
	if (strings.user)
		return kspawn_copy_from_user(&pointer, from, sizeof(pointer));
	memcpy(&pointer, reinterpret_cast<const void *>(from), sizeof(pointer));
	return 0;
}

int kspawn_strings_drop_first(exec_strings &strings)
{
	uintptr_t first;
	const int err = kspawn_strings_pointer(strings, 0, first);
	if (err == 0 && first != 0)
		strings.table += sizeof(first);
	return err;
}

int kspawn_strings_measure(exec_strings &strings, size_t &budget)
{
	strings.count = strings.bytes = 0;
	for (;;) {
		uintptr_t string;
		int err = kspawn_strings_pointer(strings, strings.count, string);
		if (err != 0 || string == 0)
			return err;
		if (!spend(sizeof(string), budget))
			return -KSPAWN_E2BIG;
		err = measure_string(strings, string, budget);
		if (err != 0)
			return err;
		strings.count++;
	}
}
