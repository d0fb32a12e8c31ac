/* src/generic/kernel_execve.cpp: a program from kernel memory, by returning into it */
#include <kspawn/exec.h>

#include "exec.hpp"

int kspawn_kernel_execve(const char *path, const char *const *argv, const char *const *envp)
{
	return kspawn_exec(false, reinterpret_cast<uintptr_t>(path), reinterpret_cast<uintptr_t>(argv),
			   reinterpret_cast<uintptr_t>(envp), KSPAWN_AT_FDCWD, 0);
}
