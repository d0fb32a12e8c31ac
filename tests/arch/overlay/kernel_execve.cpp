/* tests/arch/overlay/kernel_execve.cpp: a port that is not converted yet, with a kernel_execve of its own */
#include <kspawn/exec.h>

#include "exec.hpp"

unsigned kspawn_test_own_execs;

int kspawn_kernel_execve(const char *path, const char *const *argv, const char *const *envp)
{
	kspawn_test_own_execs++;
	return kspawn_exec(false, reinterpret_cast<uintptr_t>(path), reinterpret_cast<uintptr_t>(argv),
			   reinterpret_cast<uintptr_t>(envp), KSPAWN_AT_FDCWD, 0);
}
