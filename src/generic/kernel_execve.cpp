/* src/generic/kernel_execve.cpp: a program from kernel memory, by returning into it */
#include <kspawn/exec.h>

#include "exec.hpp"

int kspawn_kernel_execve(const char *path, const char *const *argv, const char *const *envp)
{
	const exec_place place = { false, KSPAWN_AT_FDCWD, 0, reinterpret_cast<uintptr_t>(path) };
	return kspawn_exec(place, reinterpret_cast<uintptr_t>(argv), reinterpret_cast<uintptr_t>(envp));
}
