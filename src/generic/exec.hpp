/* src/generic/exec.hpp: what kernel_execve and sys_execve share */
#ifndef KSPAWN_EXEC_HPP
#define KSPAWN_EXEC_HPP

#include "exec_stack.hpp"

/// Makes args.path the program of the current task: 0, or a negative errno and
/// nothing has changed.
extern "C" [[nodiscard]] int kspawn_exec(exec_args &args);
#endif
