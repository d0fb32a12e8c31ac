/* src/generic/exec_script.hpp: the program that runs a script, and what it is told */
#ifndef KSPAWN_EXEC_SCRIPT_HPP
#define KSPAWN_EXEC_SCRIPT_HPP

#include <kspawn/exec.h>

/// What stands in argv before the arguments of the first script: interpreter,
/// its argument, then the script; the innermost script's come first.
struct script_args {
	static constexpr unsigned most = 2 * KSPAWN_SCRIPT_DEPTH + 1;
	unsigned first;                /* in `strings`, which is filled downwards */
	size_t used;                   /* bytes */
	const char *strings[most + 1]; /* ended by NULL */
	char bytes[KSPAWN_SCRIPT_MAX];
};

/// Opens the program at `path`, or the one that runs the script there, or
/// the script that runs that. -ENOEXEC, -ELOOP, -E2BIG, or what the hooks say.
extern "C" [[nodiscard]] int kspawn_program_open(const char *path, kspawn_image &image, script_args &args);
#endif
