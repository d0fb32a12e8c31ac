/* include/kspawn/exec.h: new programs (layer 3) */
#ifndef KSPAWN_EXEC_H
#define KSPAWN_EXEC_H

#include <kspawn/host.h>
#include <kspawn/pt_regs_abi.h>
#include <kspawn/task.h>

#ifdef __cplusplus
extern "C" {
#endif

#define KSPAWN_PATH_MAX 256    /* bytes of a path, with its NUL */
#define KSPAWN_ARG_MAX 131072  /* bytes of all argument and environment strings and their pointers */
#define KSPAWN_PHDRS_MAX 65536 /* bytes of a file's program headers */
#define KSPAWN_SCRIPT_DEPTH 5  /* scripts on the way to a program */
#define KSPAWN_SCRIPT_LINE 256 /* bytes of a script that are searched for the end of its first line */
#define KSPAWN_SCRIPT_MAX 512  /* bytes of the path, and interpreters and arguments from all those lines */

/// Runs a program in the current task. On success fills current_pt_regs() and
/// returns 0. The program starts once the caller has returned through all its
/// callers. On a negative errno nothing has changed, except that the other threads
/// of the process may have ended. Paths, `argv` and `envp` (both
/// ended by NULL, or NULL) are kernel memory. -E2BIG, -ENOEXEC, -ENOMEM,
/// -ENAMETOOLONG, -ELOOP (scripts), -EINTR (killed), -EAGAIN (another thread of
/// the group is in exec), and the errors of image_open for the program or an
/// interpreter. Ends the other threads of its process. Sleeps. (Linux)
///
/// A failure is cheap: the file is opened and must be ELF, and argv and envp are
/// measured, before a new address space is created.
///
/// A program is ELF, static or dynamic: then the interpreter that it names
/// (its first PT_INTERP) is loaded too, outside the program's range, and runs first,
/// with AT_BASE, AT_ENTRY and AT_PHDR to find the program. Or it is a script,
/// "#! interpreter [argument]": the interpreter, which may be a script again, is
/// run with argv `interpreter [argument] path argv[1]...`. (elf(5), execve(2))
///
/// Accepts what Linux 6.18 accepts, also where elf(5) says otherwise. Errors of an
/// interpreter: -ELIBBAD (not an ELF file of this port), -EIO (its path or its header
/// is cut off), -ENAMETOOLONG (a path over KSPAWN_PATH_MAX; Linux has 4096). A file
/// whose segments or entry have no place in the layout, or whose p_filesz is above
/// its p_memsz, or whose p_offset and p_vaddr differ in a page, as `ld -N` makes
/// them, ends the process by SIGSEGV: Linux sees this when it can no longer return.
/// In a kernel thread it is -ENOEXEC.
int kspawn_kernel_execve(const char *path, const char *const *argv, const char *const *envp);

/// The same with user addresses: also -EFAULT. (execve(2))
int kspawn_sys_execve(uintptr_t path, uintptr_t argv, uintptr_t envp);

/* By Linux's numbers. */
#define KSPAWN_AT_FDCWD (-100)            /* the working directory */
#define KSPAWN_AT_SYMLINK_NOFOLLOW 0x100u /* -ELOOP for a symbolic link */
#define KSPAWN_AT_EMPTY_PATH 0x1000u      /* an empty path: the open file itself */
#define KSPAWN_AT_EXECVE_CHECK 0x10000u   /* 0 if the file may be executed; nothing changes */

/// The same for a path below the open directory `dir`, which an absolute path
/// ignores. AT_EXECFN, and the path in a script's argv, is then "/dev/fd/DIR/PATH".
/// Also -EINVAL (flags), and the errors of kspawn_image_open_at: -EBADF, -ENOTDIR,
/// -ELOOP. -ENOENT for a script opened by a descriptor that the exec closes. (execveat(2))
int kspawn_sys_execveat(int dir, uintptr_t path, uintptr_t argv, uintptr_t envp, unsigned flags);

#ifdef __cplusplus
}
#endif
#endif
