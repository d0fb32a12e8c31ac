/* src/generic/exec_script.cpp: "#!" lines */
#include "exec_names.hpp"

#include <kspawn/errno.h>

#include "freestanding.hpp"

namespace {

/// The beginning of a file. It is read once, since it may change, into the free
/// room of exec_names.
struct first_line {
	const char *begin, *end; /* up to the end of the line */
	bool cut;		 /* the file has more of the line, or may have */
	bool full;		 /* it is cut since there was no more room */

	bool is_script() const { return begins_with("#!"); }
	bool is_elf() const { return begins_with("\177ELF"); }

private:
	bool begins_with(const char *magic) const
	{
		const char *at = begin;
		while (at < end && *magic != '\0' && *at == *magic)
			at++, magic++;
		return *magic == '\0';
	}
};

struct words {
	const char *name, *name_end;
	const char *argument, *end; /* the same: there is none */
};

bool ends_line(char c)
{
	return c == '\n' || c == '\0';
}

bool blank(char c)
{
	return c == ' ' || c == '\t';
}

/// The next byte that is blank, or is not, as `wanted` says.
const char *find(const char *from, const char *end, bool wanted)
{
	while (from < end && blank(*from) != wanted)
		from++;
	return from;
}

size_t least(uint64_t a, uint64_t b)
{
	return size_t(a < b ? a : b);
}

[[nodiscard]] int read_line(const kspawn_image &image, exec_names &names, first_line &line)
{
	const size_t room = least(names.first, KSPAWN_SCRIPT_LINE);
	const size_t n = least(image.size, room);
	const int err = kspawn_image_read(&image, 0, names.bytes, n);
	const char *const last = names.bytes + n;
	line.begin = line.end = names.bytes;
	while (err == 0 && line.end < last && !ends_line(*line.end))
		line.end++;
	line.cut = line.end == names.bytes + room;
	line.full = line.cut && room < KSPAWN_SCRIPT_LINE;
	return err;
}

/// A line may be cut in its argument, one byte early as Linux does, but not in
/// the name of the interpreter, which then would be another's.
[[nodiscard]] int split(const first_line &line, words &w)
{
	w.end = line.end;
	w.name = find(line.begin + 2, w.end, false);
	w.name_end = find(w.name, w.end, true);
	if (line.full)
		return -KSPAWN_E2BIG;
	if (w.name == w.name_end || (line.cut && w.name_end == w.end))
		return -KSPAWN_ENOEXEC;
	w.end -= line.cut;
	w.argument = find(w.name_end, w.end, false);
	while (w.end > w.argument && blank(w.end[-1]))
		w.end--;
	return 0;
}

/// Moves a word of the line up, in front of the other strings. It may overwrite
/// itself and what follows it in the line, but no byte before it: the byte behind
/// the word is free for the NUL.
void put_first(exec_names &names, const char *from, const char *end)
{
	const size_t n = size_t(end - from);
	names.bytes[--names.first] = '\0';
	names.first -= n;
	memmove(names.bytes + names.first, from, n);
	names.count++;
}

/// The argument is behind the name in the line, so it moves first.
[[nodiscard]] int put_line(exec_names &names, const first_line &line)
{
	words w;
	const int err = split(line, w);
	if (err != 0)
		return err;
	if (names.count == 0)
		names.count = 1; /* the path */
	if (w.argument != w.end)
		put_first(names, w.argument, w.end);
	put_first(names, w.name, w.name_end);
	return front_size(names) <= KSPAWN_SCRIPT_MAX ? 0 : -KSPAWN_E2BIG;
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
		if (err == 0 && !line.is_script())
			err = -KSPAWN_ENOEXEC;
		if (err == 0 && names.closed)
			err = -KSPAWN_ENOENT; /* no interpreter could open it */
		if (err == 0)
			err = depth < KSPAWN_SCRIPT_DEPTH ? put_line(names, line) : -KSPAWN_ELOOP;
		if (err != 0)
			return err;
	}
}
