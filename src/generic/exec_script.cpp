/* src/generic/exec_script.cpp: "#!" lines */
#include "exec_script.hpp"

#include <kspawn/errno.h>

#include "freestanding.hpp"

namespace {

/// How a file begins: read once, since it may change.
struct first_line {
	size_t n; /* up to the end of the line */
	bool cut; /* the line goes on behind */
	char bytes[KSPAWN_SCRIPT_LINE];

	bool is_script() const { return n >= 2 && bytes[0] == '#' && bytes[1] == '!'; }
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

[[nodiscard]] int read_line(const kspawn_image &image, first_line &line)
{
	const size_t n = image.size < sizeof(line.bytes) ? image.size : sizeof(line.bytes);
	const int err = kspawn_image_read(&image, 0, line.bytes, n);
	line.n = 0;
	while (err == 0 && line.n < n && !ends_line(line.bytes[line.n]))
		line.n++;
	line.cut = line.n == sizeof(line.bytes);
	return err;
}

/// A line may be cut in its argument, one byte early as Linux does, but not in
/// the name of the interpreter, which then would be another's.
[[nodiscard]] int split(const first_line &line, words &w)
{
	w.end = line.bytes + line.n;
	w.name = find(line.bytes + 2, w.end, false);
	w.name_end = find(w.name, w.end, true);
	if (w.name == w.name_end || (line.cut && w.name_end == w.end))
		return -KSPAWN_ENOEXEC;
	w.end -= line.cut;
	w.argument = find(w.name_end, w.end, false);
	while (w.end > w.argument && blank(w.end[-1]))
		w.end--;
	return 0;
}

void put_first(script_args &args, const char *string)
{
	args.strings[--args.first] = string;
}

[[nodiscard]] int put_copy(script_args &args, const char *from, const char *end)
{
	const size_t n = size_t(end - from);
	if (n >= sizeof(args.bytes) - args.used)
		return -KSPAWN_E2BIG;
	char *to = args.bytes + args.used;
	memcpy(to, from, n);
	to[n] = '\0';
	args.used += n + 1;
	put_first(args, to);
	return 0;
}

/// `path` is the script's: the first one's was not yet put there by another line.
[[nodiscard]] int put_line(script_args &args, const char *path, const first_line &line)
{
	words w;
	int err = split(line, w);
	if (args.first == args.most)
		put_first(args, path);
	if (err == 0 && w.argument != w.end)
		err = put_copy(args, w.argument, w.end);
	return err != 0 ? err : put_copy(args, w.name, w.name_end);
}

} // namespace

int kspawn_program_open(const char *path, kspawn_image &image, script_args &args)
{
	args.first = args.most;
	args.used = 0;
	args.strings[args.most] = nullptr;
	for (unsigned depth = 0;; depth++) {
		int err = kspawn_image_open(path, &image);
		if (err != 0)
			return err;
		first_line line;
		err = read_line(image, line);
		if (err == 0 && !line.is_script())
			return 0;
		kspawn_image_close(&image);
		if (err == 0)
			err = depth < KSPAWN_SCRIPT_DEPTH ? put_line(args, path, line) : -KSPAWN_ELOOP;
		if (err != 0)
			return err;
		path = args.strings[args.first];
	}
}
