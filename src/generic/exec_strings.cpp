/* src/generic/exec_strings.cpp: reading strings that may be hostile */
#include "exec_strings.hpp"

#include <kspawn/errno.h>

#include "bounds.hpp"
#include "freestanding.hpp"

namespace {

/// Reads up to the NUL only: the bytes after a kernel string may be unmapped.
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

/// The address of string n, NULL at the end of the table. -EFAULT
[[nodiscard]] int pointer_at(const exec_strings &strings, size_t n, uintptr_t &pointer)
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

[[nodiscard]] int measure_string(exec_strings &strings, char *block, uintptr_t from, size_t &budget)
{
	int n;
	do {
		n = kspawn_string_read(strings.user, from, block);
		if (n < 0)
			return n;
		if (!spend(size_t(n), budget))
			return -KSPAWN_E2BIG;
		strings.bytes += size_t(n);
		from += size_t(n);
	} while (block[n - 1] != '\0');
	return 0;
}

/// Advances `to`; a string may have grown since it was measured.
[[nodiscard]] int copy_string(kspawn_mm *mm, bool user, char *block, uintptr_t from, uintptr_t &to, uintptr_t end)
{
	int n;
	do {
		n = kspawn_string_read(user, from, block);
		if (n < 0)
			return n;
		if (!fits(to, size_t(n), end))
			return -KSPAWN_EFAULT;
		const int err = kspawn_mm_write(mm, to, block, size_t(n));
		if (err != 0)
			return err;
		from += size_t(n);
		to += size_t(n);
	} while (block[n - 1] != '\0');
	return 0;
}

} // namespace

int kspawn_string_read(bool user, uintptr_t from, char *to)
{
	const size_t room = string_block - from % string_block;
	if (!user)
		return int(read_kernel(reinterpret_cast<const char *>(from), to, room));
	const int err = kspawn_copy_from_user(to, from, room);
	return err != 0 ? err : int(length_in(to, room));
}

int kspawn_strings_drop_first(exec_strings &strings)
{
	uintptr_t first;
	const int err = pointer_at(strings, 0, first);
	if (err == 0 && first != 0)
		strings.table += sizeof(first);
	return err;
}

int kspawn_strings_measure(exec_strings &strings, char *block, size_t &budget)
{
	strings.count = strings.bytes = 0;
	for (;;) {
		uintptr_t string;
		int err = pointer_at(strings, strings.count, string);
		if (err != 0 || string == 0)
			return err;
		if (!spend(sizeof(string), budget))
			return -KSPAWN_E2BIG;
		err = measure_string(strings, block, string, budget);
		if (err != 0)
			return err;
		strings.count++;
	}
}

int kspawn_strings_copy(const exec_strings &strings, char *block, uintptr_t to, word_writer &words)
{
	const uintptr_t end = to + strings.bytes;
	for (size_t i = 0; i < strings.count; i++) {
		uintptr_t string;
		int err = pointer_at(strings, i, string);
		if (err == 0 && string == 0)
			err = -KSPAWN_EFAULT; /* there was one when it was measured */
		kspawn_words_put(words, to);
		if (err == 0)
			err = copy_string(words.mm, strings.user, block, string, to, end);
		if (err != 0)
			return err;
	}
	return 0;
}
