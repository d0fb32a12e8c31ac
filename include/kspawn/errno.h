/* include/kspawn/errno.h: the error numbers of the core, as Linux numbers them */
#ifndef KSPAWN_ERRNO_H
#define KSPAWN_ERRNO_H
#include <kspawn/arch/frame.h> /* a port whose Linux counts otherwise defines its own first */

#define KSPAWN_EPERM 1
#define KSPAWN_ENOENT 2
#define KSPAWN_ESRCH 3
#define KSPAWN_EINTR 4
#define KSPAWN_EIO 5
#define KSPAWN_E2BIG 7
#define KSPAWN_ENOEXEC 8
#define KSPAWN_EBADF 9
#define KSPAWN_ECHILD 10
#define KSPAWN_EAGAIN 11
#define KSPAWN_ENOMEM 12
#define KSPAWN_EACCES 13
#define KSPAWN_EFAULT 14
#define KSPAWN_ENOTDIR 20
#define KSPAWN_EINVAL 22
#ifndef KSPAWN_ENAMETOOLONG
#define KSPAWN_ENAMETOOLONG 36
#endif
#ifndef KSPAWN_ENOSYS
#define KSPAWN_ENOSYS 38
#endif
#ifndef KSPAWN_ELOOP
#define KSPAWN_ELOOP 40
#endif
#ifndef KSPAWN_ELIBBAD
#define KSPAWN_ELIBBAD 80
#endif
#endif
