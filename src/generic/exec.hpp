/* src/generic/exec.hpp: what kernel_execve and sys_execve share */
#ifndef KSPAWN_EXEC_HPP
#define KSPAWN_EXEC_HPP

#include <stdint.h>

#include <kspawn/exec.h>

/// Makes a file the program of the current task, told `argv` and `envp`: 0, or a
/// negative errno and nothing has changed. `path`, `argv` and `envp` are in user
/// memory if `user` is set, otherwise in the kernel's; `dir` and `flags` are those
/// of execveat. With AT_EXECVE_CHECK nothing changes at all. Does not return if
/// the program's segments are bad: then the process ends by a signal. Six words,
/// which callers pass in registers: they add nothing to the stack.
extern "C" [[nodiscard]] int kspawn_exec(bool user, uintptr_t path, uintptr_t argv, uintptr_t envp, int dir,
					 unsigned flags);
#endif
