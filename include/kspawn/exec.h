/* include/kspawn/exec.h: new programs (layer 3) */
#ifndef KSPAWN_EXEC_H
#define KSPAWN_EXEC_H

#include <kspawn/host.h>
#include <kspawn/task.h>

#ifdef __cplusplus
extern "C" {
#endif

#define KSPAWN_PATH_MAX 256   /* bytes of a path, with its NUL */
#define KSPAWN_ARG_MAX 131072 /* bytes of all argument and environment strings and their pointers */
#define KSPAWN_PHNUM_MAX 64   /* program headers of a file */

/// Runs a program in the current task: fills current_pt_regs() and returns 0,
/// whereupon the caller returns through all its callers into the new program.
/// On a negative errno nothing has changed. Paths, `argv` and `envp` (both
/// ended by NULL, or NULL) are kernel memory. -E2BIG, -ENOEXEC, -ENOMEM,
/// -EINTR (killed), -EAGAIN (another thread of the group is in exec), and what
/// image_open says. Ends the other threads of its process. Sleeps. (Linux)
int kspawn_kernel_execve(const char *path, const char *const *argv, const char *const *envp);

/// The same with user addresses: also -EFAULT, -ENAMETOOLONG. (execve(2))
int kspawn_sys_execve(uintptr_t path, uintptr_t argv, uintptr_t envp);

#ifdef __cplusplus
}
#endif
#endif
