/* src/generic/exec_script.cpp: "#!" lines */
#include "exec_names.hpp"

#include <kspawn/errno.h>

#include "freestanding.hpp"

namespace {

/// The beginning of a file. It is read once, since it may change, into the free
/// room of exec_names. NULs follow the bytes of the file.
struct first_line {
	char *begin;
	const char *last; /* the last byte that counts */
	bool full;        /* there was room for less of a line than there may be */

	bool is_script() const { return begins_with("#!"); }
	bool is_elf() const { return begins_with("\177ELF"); }

private:
	bool begins_with(const char *magic) const
	{
		const char *at = begin;
		while (*magic != '\0' && *at == *magic)
			at++, magic++;
		return *magic == '\0';
	}
};

struct words {
	const char *name, *name_end;
	const char *argument, *end; /* argument NULL: there is none */
};

bool blank(char c) { return c == ' ' || c == '\t'; }

/// The next byte that is not blank; NULL if there is none up to `last`, which counts.
const char *skip_blanks(const char *from, const char *last)
{
	while (from <= last && blank(*from))
		from++;
	return from <= last ? from : nullptr;
}

/// The next byte that ends a word; NULL as above.
const char *find_end(const char *from, const char *last)
{
	while (from <= last && !blank(*from) && *from != '\0')
		from++;
	return from <= last ? from : nullptr;
}

size_t least(uint64_t a, uint64_t b) { return size_t(a < b ? a : b); }

[[nodiscard]] int read_line(const kspawn_image &image, exec_names &names, first_line &line)
{
	const size_t room = least(names.first, KSPAWN_SCRIPT_LINE);
	const size_t n = least(image.size, room);
	line = { names.bytes, names.bytes + room - 1, n == room && room < KSPAWN_SCRIPT_LINE };
	memset(names.bytes + n, 0, room - n);
	return kspawn_image_read(&image, 0, names.bytes, n);
}

/// Returns the newline that ends the line, or the last byte that counts. The line may
/// be cut there in its argument, but not in the name of the interpreter, which would
/// then be another name. NULL: there is no name.
[[nodiscard]] int find_line_end(const first_line &line, const char *&end)
{
	const char *at = line.begin;
	while (at < line.last && *at != '\n' && *at != '\0')
		at++;
	if (line.full && at == line.last && *at != '\n' && *at != '\0')
		return -KSPAWN_E2BIG;
	const char *name = skip_blanks(line.begin + 2, line.last);
	end = *at == '\n' ? at : line.last;
	return *at == '\n' || (name != nullptr && find_end(name, line.last) != nullptr) ? 0 : -KSPAWN_ENOEXEC;
}

/// Linux is laxer than execve(2) says, and finds words where a line without a
/// newline has none: a name may be empty, and blanks at its end are an argument.
[[nodiscard]] int split(const first_line &line, words &w)
{
	const int err = find_line_end(line, w.end);
	if (err != 0)
		return err;
	while (blank(w.end[-1]))
		w.end--;
	w.name = skip_blanks(line.begin + 2, w.end);
	if (w.name == nullptr || w.name == w.end)
		return -KSPAWN_ENOEXEC;
	w.name_end = find_end(w.name, w.end);
	w.argument = w.name_end != nullptr && *w.name_end != '\0' ? skip_blanks(w.name_end, w.end) : nullptr;
	if (w.name_end == nullptr)
		w.name_end = w.end;
	return 0;
}

/// Moves a word of the line, up to `end` or to a NUL before it, in front of the
/// other strings. It may overwrite itself and what follows it in the line, but no
/// byte before it: the byte after the word is free for the NUL.
void put_first(exec_names &names, const char *from, const char *end)
{
	size_t n = 0;
	while (from + n < end && from[n] != '\0')
		n++;
	names.bytes[--names.first] = '\0';
	names.first -= n;
	memmove(names.bytes + names.first, from, n);
	names.count++;
}

/// The argument is after the name in the line, so it moves first.
[[nodiscard]] int put_words(exec_names &names, const words &w)
{
	if (names.count == 0)
		names.count = 1; /* the path */
	if (w.argument != nullptr)
		put_first(names, w.argument, w.end);
	put_first(names, w.name, w.name_end);
	return front_size(names) <= KSPAWN_SCRIPT_MAX ? 0 : -KSPAWN_E2BIG;
}

/// Called for one script too many. Linux opens its interpreter before it fails.
[[nodiscard]] int refuse(const first_line &line, const words &w)
{
	kspawn_image image;
	line.begin[w.name_end - line.begin] = '\0';
	const int err = kspawn_image_open(w.name, &image);
	if (err != 0)
		return err;
	kspawn_image_close(&image);
	return -KSPAWN_ELOOP;
}

/// Puts a script's words into `names`.
[[nodiscard]] int take_script(exec_names &names, const first_line &line, bool last)
{
	words w;
	const int err = line.is_script() ? split(line, w) : -KSPAWN_ENOEXEC;
	if (err != 0)
		return err;
	if (names.closed)
		return -KSPAWN_ENOENT; /* no interpreter could open it */
	return last ? refuse(line, w) : put_words(names, w);
}

} // namespace

int kspawn_program_open(exec_names &names, kspawn_image &image)
{
	for (unsigned depth = 0;; depth++) {
		int err = depth == 0 ? kspawn_names_open(names, image) : kspawn_image_open(names.bytes + names.first, &image);
		if (err != 0)
			return err;
		first_line line;
		err = read_line(image, names, line);
		if (err == 0 && line.is_elf())
			return 0;
		kspawn_image_close(&image);
		if (err == 0)
			err = take_script(names, line, depth == KSPAWN_SCRIPT_DEPTH);
		if (err != 0)
			return err;
	}
}
