/* src/generic/exec.hpp: exec, shared by kernel_execve and sys_execve */
#ifndef KSPAWN_EXEC_HPP
#define KSPAWN_EXEC_HPP

#include <stdint.h>

#include <kspawn/exec.h>

/// Makes a file the program of the current task, with `argv` and `envp`. Returns 0, or
/// a negative errno with nothing changed. `path`, `argv` and `envp` are in user
/// memory if `user` is set, otherwise in the kernel's; `dir` and `flags` are those
/// of execveat. With AT_EXECVE_CHECK nothing changes at all. Does not return if
/// the program's segments are bad: then the process ends by a signal. Six words
/// are passed in registers, so that the call uses no stack for them.
extern "C" [[nodiscard]] int kspawn_exec(bool user, uintptr_t path, uintptr_t argv, uintptr_t envp, int dir, unsigned flags);
#endif
