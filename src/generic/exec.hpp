/* src/generic/exec.hpp: what kernel_execve and sys_execve share */
#ifndef KSPAWN_EXEC_HPP
#define KSPAWN_EXEC_HPP

#include <stdint.h>

#include <kspawn/exec.h>

/// Where the file of a program is.
struct exec_place {
	bool user;	/* the path, argv and envp are in user memory, otherwise in the kernel's */
	int dir;	/* of a path that is not absolute: an open file or KSPAWN_AT_FDCWD */
	unsigned flags; /* KSPAWN_AT_* of execveat */
	uintptr_t path;
};

/// Makes the file at `place` the program of the current task, told `argv` and
/// `envp`: 0, or a negative errno and nothing has changed. With AT_EXECVE_CHECK
/// nothing changes at all.
extern "C" [[nodiscard]] int kspawn_exec(const exec_place &place, uintptr_t argv, uintptr_t envp);
#endif
