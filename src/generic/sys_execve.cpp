/* src/generic/sys_execve.cpp: the system call, whose every argument may be hostile */
#include <kspawn/errno.h>
#include <kspawn/exec.h>

#include "exec.hpp"
#include "freestanding.hpp"

namespace {

[[nodiscard]] int copy_path(char (&to)[KSPAWN_PATH_MAX], uintptr_t from)
{
	string_piece piece;
	size_t n = 0;
	do {
		const int err = kspawn_string_read(true, from + n, piece);
		if (err != 0)
			return err;
		if (piece.n > sizeof(to) - n)
			return -KSPAWN_ENAMETOOLONG;
		memcpy(to + n, piece.bytes, piece.n);
		n += piece.n;
	} while (!piece.last);
	return 0;
}

exec_strings user_strings(uintptr_t table)
{
	return exec_strings{ table, true, 0, 0 };
}

} // namespace

int kspawn_sys_execve(uintptr_t path, uintptr_t argv, uintptr_t envp)
{
	char kernel_path[KSPAWN_PATH_MAX];
	const int err = copy_path(kernel_path, path);
	if (err != 0)
		return err;
	exec_args args = { kernel_path, user_strings(argv), user_strings(envp), {} };
	return kspawn_exec(args);
}
