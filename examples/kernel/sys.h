/* sys.h: the tables of system calls, one for each file of them */
#ifndef SYS_H
#define SYS_H

#include <asm/unistd.h>

#include "file.h"

#ifdef __NR_Linux
enum { SYS_FIRST = __NR_Linux };
#else
enum { SYS_FIRST = 0 };
#endif
enum { SYS_CALLS = 512 };

typedef long sys_fn(const uintptr_t *a); /* the six arguments */
#define SYS_AS(name, function) [__NR_##name - SYS_FIRST] = function
#define SYS(name) SYS_AS(name, sys_##name)

extern sys_fn *const sys_io_calls[SYS_CALLS];
extern sys_fn *const sys_file_calls[SYS_CALLS];
extern sys_fn *const sys_stat_calls[SYS_CALLS];
extern sys_fn *const sys_statfs_calls[SYS_CALLS];
extern sys_fn *const sys_tree_calls[SYS_CALLS];
extern sys_fn *const sys_utime_calls[SYS_CALLS];
extern sys_fn *const sys_memory_calls[SYS_CALLS];
extern sys_fn *const sys_process_calls[SYS_CALLS];
extern sys_fn *const sys_ids_calls[SYS_CALLS];
extern sys_fn *const sys_select_calls[SYS_CALLS];
extern sys_fn *const sys_time_calls[SYS_CALLS];
extern sys_fn *const sys_spent_calls[SYS_CALLS];
extern sys_fn *const sys_timer_calls[SYS_CALLS];
extern sys_fn *const sys_sched_calls[SYS_CALLS];
extern sys_fn *const sys_limit_calls[SYS_CALLS];
extern sys_fn *const sys_lock_calls[SYS_CALLS];
extern sys_fn *const sys_signalfd_calls[SYS_CALLS];

#ifdef WIDE_ANYWHERE
enum { WIDE_ALIGN = 1 };
#else
enum { WIDE_ALIGN = 2 };
#endif
/// The 64 bits that are argument n of a call. Machines of 32 bits pass them in a register and the next, most in an even one,
/// in the order of memory (Procedure Call Standard for the Arm Architecture, 6.5; System V ABI, MIPS, 3-17).
static inline uint64_t sys_wide(const uintptr_t *a, unsigned n)
{
	const unsigned first = (n + WIDE_ALIGN - 1) / WIDE_ALIGN * WIDE_ALIGN;
	const unsigned high = __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__ ? first : first + 1;

	return sizeof(*a) == 8 ? a[n] : a[first + first + 1 - high] | (uint64_t)a[high] << 32;
}

/// The id that an argument of 16 bits is: -1 stays -1.
static inline uintptr_t sys_short_id(uintptr_t id) { return (uint16_t)id == UINT16_MAX ? UINTPTR_MAX : (uint16_t)id; }

/// Returns the events of an open file out of `events`, and errors: POLLNVAL for no file, 0 for a negative number.
short ready(int fd, short events);
/// Looks at what `fds` lists until there is something or it is `until` ns, or 0: forever.
long poll_until(uintptr_t fds, size_t count, uint64_t until);
/// Sleeps until the next look, a tick later: 0, or -KSPAWN_ERESTARTNOHAND for a signal.
int wait_for_look(void);

/* The size of a second that a program has: a long's, or 64 bits. */
enum { NARROW = sizeof(long), WIDE = 8 };

/// Reads two words of `size` bytes, a long's or 8, as a time in ns: -EFAULT, -EINVAL. And writes them, of ns and a fraction
/// of which `unit` ns are one.
long get_time(uintptr_t from, size_t size, uint64_t *ns);
long put_time(uintptr_t to, uint64_t ns, uint32_t unit, size_t size);
/// A path of a program, and the node where it begins, with a reference: the open file `dir`'s, or the working directory's.
struct place {
	char path[PATH_LIMIT];
	struct node *base;
};
/// Fills in `place`, which place_put must empty if this returns 0. Else -EFAULT, -ENAMETOOLONG, -EBADF, -ENOTDIR.
int place_get(struct place *place, int dir, uintptr_t path);
void place_put(struct place *place);

/// Calls `act` with the node of a path, or with its parent and its last name, which `act` may overwrite; under files_lock.
typedef long act_fn(struct node *node, char *last, const uintptr_t *a);
long with_node(int dir, uintptr_t path, bool follow, bool parent, act_fn *act, const uintptr_t *a);
/// The same for an open file, which it puts. -EBADF for NULL.
long with_file(struct file *file, act_fn *act, const uintptr_t *a);

#endif
