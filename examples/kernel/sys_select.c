/* sys_select.c: system calls that wait for open files in sets of bits */
#include <linux/poll.h>

#include "sys.h"

enum { SETS = 3, WORD_BITS = 8 * sizeof(long), SET_WORDS = FILES_MAX / WORD_BITS };

/* What select(2) takes for readable, writable and exceptional. */
static const short asked[SETS] = { POLLIN, POLLOUT, POLLPRI };
static const short shown[SETS] = { POLLIN | POLLHUP | POLLERR, POLLOUT | POLLERR, POLLPRI };

struct sets {
	unsigned long in[SETS][SET_WORDS], out[SETS][SET_WORDS];
};

static size_t set_size(int count) { return ((size_t)count + WORD_BITS - 1) / WORD_BITS * sizeof(long); }

static int read_sets(struct sets *sets, int count, const uintptr_t *from)
{
	for (int i = 0; i < SETS; i++) {
		if (from[i] && user_read(sets->in[i], from[i], set_size(count)))
			return -EFAULT;
	}
	return 0;
}

static int write_sets(const struct sets *sets, int count, const uintptr_t *to)
{
	for (int i = 0; i < SETS; i++) {
		if (to[i] && user_write(to[i], sets->out[i], set_size(count)))
			return -EFAULT;
	}
	return 0;
}

/* The number of bits that file `fd` has in the sets. */
static int look_at(struct sets *sets, int fd)
{
	const unsigned word = (unsigned)fd / WORD_BITS;
	const unsigned long bit = 1ul << fd % WORD_BITS;
	int found = 0;

	for (int i = 0; i < SETS; i++) {
		short events;
		if (!(sets->in[i][word] & bit))
			continue;
		events = ready(fd, asked[i]);
		if (events & POLLNVAL)
			return -EBADF;
		if (events & shown[i]) {
			sets->out[i][word] |= bit;
			found++;
		}
	}
	return found;
}

static int look(struct sets *sets, int count)
{
	int found = 0;

	for (int fd = 0; fd < count; fd++) {
		const int bits = look_at(sets, fd);
		if (bits < 0)
			return bits;
		found += bits;
	}
	return found;
}

/* Until `until` ns, or 0: forever. */
static int wait_for_sets(struct sets *sets, int count, uint64_t until)
{
	int found;

	while ((found = look(sets, count)) == 0 && !(until && machine_now() >= until)) {
		const int err = wait_for_look();
		if (err)
			return err;
	}
	return found;
}

static long select_in(struct sets *sets, int count, const uintptr_t *a, uint64_t until)
{
	int found = read_sets(sets, count, a);

	if (!found)
		found = wait_for_sets(sets, count, until);
	return found >= 0 && write_sets(sets, count, a) ? -EFAULT : found;
}

/* The three sets are at a[1]. Bits past the highest number of a file are ignored. */
static long select_until(const uintptr_t *a, uint64_t until)
{
	const int count = (int)a[0];
	struct sets *sets = count < 0 ? NULL : heap_alloc(sizeof(*sets));
	long found;

	if (!sets)
		return count < 0 ? -EINVAL : -ENOMEM;
	found = select_in(sets, count < FILES_MAX ? count : FILES_MAX, &a[1], until);
	heap_free(sets);
	return found;
}

/* Selects until a time has passed, or without end, and then writes what is left of it, as Linux does. */
static long select_for(const uintptr_t *a, const uint64_t *ns, uint32_t unit, size_t size)
{
	const uint64_t until = ns ? machine_now() + *ns + 1 : 0;
	const long found = select_until(a, until);
	const uint64_t now = machine_now();

	if (ns)
		put_time(a[4], until > now ? until - now : 0, unit, size);
	return found;
}

/* The sixth argument leads to a set of signals and its size. */
static long pselect(const uintptr_t *a, size_t size)
{
	uint64_t ns;
	uintptr_t mask[2] = { 0, 0 };
	long err = a[4] ? get_time(a[4], size, &ns) : 0;

	if (!err && a[5])
		err = user_read(mask, a[5], sizeof(mask));
	if (!err && mask[0])
		err = kspawn_signal_mask_begin(mask[0], mask[1]);
	if (err)
		return err;
	err = select_for(a, a[4] ? &ns : NULL, 1, size);
	if (err != -KSPAWN_ERESTARTNOHAND)
		kspawn_signal_mask_end();
	return err;
}

static long sys_pselect6(const uintptr_t *a) { return pselect(a, sizeof(long)); }

#ifdef __NR_pselect6_time64
static long sys_pselect6_time64(const uintptr_t *a) { return pselect(a, 8); }
#endif

#if defined(__NR_select) || defined(__NR__newselect)
static long sys_select(const uintptr_t *a)
{
	long time[2];
	uint64_t ns = 0;

	if (a[4] && user_read(time, a[4], sizeof(time)))
		return -EFAULT;
	if (a[4] && (time[0] < 0 || time[1] < 0))
		return -EINVAL;
	if (a[4])
		ns = (uint64_t)time[0] * NSEC_PER_SEC + (uint64_t)time[1] * 1000;
	return select_for(a, a[4] ? &ns : NULL, 1000, sizeof(long));
}
#endif

#ifdef SELECT_OF_BLOCK /* the first form, whose five arguments are in memory */
static long sys_old_select(const uintptr_t *a)
{
	uintptr_t block[5];

	return user_read(block, a[0], sizeof(block)) ? -EFAULT : sys_select(block);
}
#endif

/* clang-format off */
sys_fn *const sys_select_calls[SYS_CALLS] = {
	SYS(pselect6),
#ifdef __NR_pselect6_time64
	SYS(pselect6_time64),
#endif
#ifdef __NR__newselect
	SYS_AS(_newselect, sys_select),
#endif
#ifdef SELECT_OF_BLOCK
	SYS_AS(select, sys_old_select),
#elif defined(__NR_select) && !defined(__NR__newselect)
	SYS(select),
#endif
};
