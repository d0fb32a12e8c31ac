/* sys_utime.c: the times of files, and system calls that set them */
#include <linux/time.h>

#include "sys.h"

#define AGES (INT64_MAX / NSEC_PER_SEC - 1) /* seconds, of which nanoseconds are still a number */

static int64_t now(void) { return (int64_t)clock_now(CLOCK_REALTIME); }

void node_changed(struct node *node) { node->times.changed = now(); }

void node_modified(struct node *node) { node->times.modified = node->times.changed = now(); }

void node_set_times(struct node *node, int64_t at) { node->times = (struct times){ at, at, at }; }

void node_created(struct node *node) { node_set_times(node, now()); }

int64_t split_time(int64_t at, uint32_t *rest)
{
	const int64_t seconds = at < 0 ? -(int64_t)divide((uint64_t)(NSEC_PER_SEC - 1 - at), NSEC_PER_SEC)
				       : (int64_t)divide((uint64_t)at, NSEC_PER_SEC);

	*rest = (uint32_t)(at - seconds * NSEC_PER_SEC);
	return seconds;
}

/* What a call asks for: times of access and of modification. */
struct change {
	int64_t at[2];
	bool keep[2]; /* that time stays */
	bool touch;   /* both are the present, for which a right to write is enough */
};

/* The special fractions of utimensat(2). */
enum { TIME_IS_NOW = (1 << 30) - 1, TIME_STAYS = (1 << 30) - 2 };

static int64_t time_of(int64_t seconds, int64_t fraction)
{
	const int64_t late = seconds < AGES ? seconds : AGES;

	return (late > -AGES ? late : -AGES) * NSEC_PER_SEC + fraction;
}

/* Two times of two words of `size` bytes, whose fractions are below `limit`: microseconds, or with special values ns. */
static long read_change(uintptr_t from, size_t size, long limit, struct change *change)
{
	const bool special = limit == NSEC_PER_SEC;
	int64_t words[4];
	long narrow[4];

	if (user_read(size == WIDE ? (void *)words : narrow, from, 4 * size))
		return -EFAULT;
	for (int i = 0; i < 4 && size != WIDE; i++)
		words[i] = narrow[i];
	change->touch = special;
	for (int i = 0; i < 2; i++) {
		const long fraction = (long)words[2 * i + 1]; /* a long in 64 bits: the rest is undefined */
		const bool is_now = special && fraction == TIME_IS_NOW;

		change->keep[i] = special && fraction == TIME_STAYS;
		if (!is_now && !change->keep[i] && (fraction < 0 || fraction >= limit))
			return -EINVAL;
		change->at[i] = is_now ? now() : time_of(words[2 * i], special ? fraction : fraction * 1000ll);
		change->touch &= is_now;
	}
	return 0;
}

static long act_utime(struct node *node, char *last, const uintptr_t *a)
{
	const struct change *change = (const struct change *)a[0];

	(void)last;
	if (!node_is_own(node) && !change->touch)
		return -EPERM;
	if (!node_is_own(node) && node_permits(node, MAY_WRITE))
		return -EACCES;
	if (!change->keep[0])
		node->times.accessed = change->at[0];
	if (!change->keep[1])
		node->times.modified = change->at[1];
	node_changed(node);
	return 0;
}

/* Without a path, of the open file `dir`. */
static long change_times(int dir, uintptr_t path, unsigned flags, const struct change *change)
{
	const uintptr_t arg = (uintptr_t)change;

	if (change->keep[0] && change->keep[1])
		return 0;
	if (flags & ~(unsigned)AT_SYMLINK_NOFOLLOW || (!path && dir != AT_FDCWD && flags))
		return -EINVAL;
	if (!path && dir != AT_FDCWD)
		return with_file(file_get(dir), act_utime, &arg);
	return with_node(dir, path, !(flags & AT_SYMLINK_NOFOLLOW), false, act_utime, &arg);
}

/* No times at `from` stand for the present. */
static long utime_at(int dir, uintptr_t path, uintptr_t from, size_t size, long limit, unsigned flags)
{
	struct change change = { .at = { now(), now() }, .touch = true };
	const long err = from ? read_change(from, size, limit, &change) : 0;

	return err ? err : change_times(dir, path, flags, &change);
}

static long sys_utimensat(const uintptr_t *a) { return utime_at((int)a[0], a[1], a[2], NARROW, NSEC_PER_SEC, (unsigned)a[3]); }

/* ---- the calls that have a newer form, which some machines have alone ---- */

#ifdef __NR_utimensat_time64
static long sys_utimensat_time64(const uintptr_t *a)
{
	return utime_at((int)a[0], a[1], a[2], WIDE, NSEC_PER_SEC, (unsigned)a[3]);
}
#endif

#ifdef __NR_futimesat
enum { MICROSECONDS = 1000000 };

static long sys_futimesat(const uintptr_t *a) { return utime_at((int)a[0], a[1], a[2], NARROW, MICROSECONDS, 0); }
static long sys_utimes(const uintptr_t *a) { return utime_at(AT_FDCWD, a[0], a[1], NARROW, MICROSECONDS, 0); }
#endif

#ifdef __NR_utime
static long sys_utime(const uintptr_t *a)
{
	struct change change = { .at = { now(), now() }, .touch = !a[1] };
	long seconds[2];

	if (a[1] && user_read(seconds, a[1], sizeof(seconds)))
		return -EFAULT;
	for (int i = 0; i < 2 && a[1]; i++)
		change.at[i] = time_of(seconds[i], 0);
	return change_times(AT_FDCWD, a[0], 0, &change);
}
#endif

sys_fn *const sys_utime_calls[SYS_CALLS] = {
	SYS(utimensat),
#ifdef __NR_utimensat_time64
	SYS(utimensat_time64),
#endif
#ifdef __NR_futimesat
	SYS(futimesat),
	SYS(utimes),
#endif
#ifdef __NR_utime
	SYS(utime),
#endif
};
