/* src/generic/exec.hpp: what kernel_execve and sys_execve share */
#ifndef KSPAWN_EXEC_HPP
#define KSPAWN_EXEC_HPP

#include <stdint.h>

/// Makes `path` the program of the current task, told `argv` and `envp`, all of
/// them in user memory or all in the kernel's: 0, or a negative errno and nothing
/// has changed.
extern "C" [[nodiscard]] int kspawn_exec(bool user, uintptr_t path, uintptr_t argv, uintptr_t envp);
#endif
