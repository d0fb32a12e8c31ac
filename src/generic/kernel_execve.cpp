/* src/generic/kernel_execve.cpp: a program from kernel memory, by returning into it */
#include <kspawn/exec.h>

#include "exec.hpp"

namespace {

exec_strings kernel_strings(const char *const *table)
{
	return exec_strings{ reinterpret_cast<uintptr_t>(table), false, 0, 0 };
}

} // namespace

int kspawn_kernel_execve(const char *path, const char *const *argv, const char *const *envp)
{
	exec_args args = { path, kernel_strings(argv), kernel_strings(envp), {} };
	return kspawn_exec(args);
}
