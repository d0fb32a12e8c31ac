/* include/kspawn/errno.h: the error numbers of the core, as Linux numbers them */
#ifndef KSPAWN_ERRNO_H
#define KSPAWN_ERRNO_H
#include <kspawn/arch/frame.h> /* a port where Linux has other numbers defines them first; a kernel may, by -D */

#ifndef KSPAWN_EPERM
#define KSPAWN_EPERM 1
#endif
#ifndef KSPAWN_ENOENT
#define KSPAWN_ENOENT 2
#endif
#ifndef KSPAWN_ESRCH
#define KSPAWN_ESRCH 3
#endif
#ifndef KSPAWN_EINTR
#define KSPAWN_EINTR 4
#endif
#ifndef KSPAWN_EIO
#define KSPAWN_EIO 5
#endif
#ifndef KSPAWN_E2BIG
#define KSPAWN_E2BIG 7
#endif
#ifndef KSPAWN_ENOEXEC
#define KSPAWN_ENOEXEC 8
#endif
#ifndef KSPAWN_EBADF
#define KSPAWN_EBADF 9
#endif
#ifndef KSPAWN_ECHILD
#define KSPAWN_ECHILD 10
#endif
#ifndef KSPAWN_EAGAIN
#define KSPAWN_EAGAIN 11
#endif
#ifndef KSPAWN_ENOMEM
#define KSPAWN_ENOMEM 12
#endif
#ifndef KSPAWN_EACCES
#define KSPAWN_EACCES 13
#endif
#ifndef KSPAWN_EFAULT
#define KSPAWN_EFAULT 14
#endif
#ifndef KSPAWN_ENOTDIR
#define KSPAWN_ENOTDIR 20
#endif
#ifndef KSPAWN_EINVAL
#define KSPAWN_EINVAL 22
#endif
#ifndef KSPAWN_ENAMETOOLONG
#define KSPAWN_ENAMETOOLONG 36
#endif
#ifndef KSPAWN_ENOSYS
#define KSPAWN_ENOSYS 38
#endif
#ifndef KSPAWN_ELOOP
#define KSPAWN_ELOOP 40
#endif
#ifndef KSPAWN_ETIMEDOUT
#define KSPAWN_ETIMEDOUT 110
#endif
#ifndef KSPAWN_ELIBBAD
#define KSPAWN_ELIBBAD 80
#endif
#endif
