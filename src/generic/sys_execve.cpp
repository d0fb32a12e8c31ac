/* src/generic/sys_execve.cpp: execve and execveat with untrusted user addresses */
#include <kspawn/exec.h>

#include "exec.hpp"

int kspawn_sys_execve(uintptr_t path, uintptr_t argv, uintptr_t envp)
{
	return kspawn_exec(true, path, argv, envp, KSPAWN_AT_FDCWD, 0);
}

int kspawn_sys_execveat(int dir, uintptr_t path, uintptr_t argv, uintptr_t envp, unsigned flags)
{
	return kspawn_exec(true, path, argv, envp, dir, flags);
}
