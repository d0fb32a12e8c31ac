/* sys_ids.c: users and groups of threads, and what only root may do (credentials(7)) */
#include "sys.h"

enum { NO_ID = -1, OVERFLOW_ID = 65534 }; /* an id that a call leaves as it is; an id of more than 16 bits */

static unsigned get(const unsigned *id) { return __atomic_load_n(id, __ATOMIC_RELAXED); }

bool is_root(void) { return get(&current()->user.effective) == 0; }

bool may_change(const struct process *p)
{
	const unsigned effective = get(&current()->user.effective);

	return is_root() || effective == get(&p->user.effective) || effective == get(&p->user.real);
}

/* SIGCONT may be sent to the whole session. */
int kspawn_signal_permitted(struct kspawn_task *task, int sig)
{
	const struct ids *own = &current()->user, *other = &process_of(task)->user;
	const unsigned real = get(&other->real), saved = get(&other->saved);

	if (task == kspawn_current()->leader || own->effective == 0 || own->effective == saved || own->effective == real ||
	    own->real == saved || own->real == real)
		return 0;
	return sig == SIGCONT && kspawn_signals_of(task)->group.sid == kspawn_signals_of(kspawn_current()->leader)->group.sid
		       ? 0
		       : -EPERM;
}

unsigned kspawn_task_uid(struct kspawn_task *task) { return get(&process_of(task)->user.real); }

/* ---- changes: `all` for a thread that may take any id ---- */

static bool is_one_of(const struct ids *ids, unsigned id, bool with_saved)
{
	return id == ids->real || id == ids->effective || (with_saved && id == ids->saved);
}

static void set(unsigned *to, unsigned id)
{
	if ((int)id != NO_ID)
		__atomic_store_n(to, id, __ATOMIC_RELAXED);
}

/* What files permit changes with it. */
static void set_effective(struct ids *ids, unsigned id)
{
	set(&ids->effective, id);
	set(&ids->files, ids->effective);
}

static long set_one(struct ids *ids, unsigned id, bool all)
{
	if ((int)id == NO_ID)
		return -EINVAL;
	if (!all && id != ids->real && id != ids->saved)
		return -EPERM;
	if (all)
		set(&ids->real, id), set(&ids->saved, id);
	set_effective(ids, id);
	return 0;
}

static long set_two(struct ids *ids, unsigned real, unsigned effective, bool all)
{
	const unsigned old = ids->real;

	if (!all && (int)real != NO_ID && !is_one_of(ids, real, false))
		return -EPERM;
	if (!all && (int)effective != NO_ID && !is_one_of(ids, effective, true))
		return -EPERM;
	set(&ids->real, real);
	set_effective(ids, effective);
	if ((int)real != NO_ID || ((int)effective != NO_ID && effective != old))
		set(&ids->saved, ids->effective);
	return 0;
}

static long set_three(struct ids *ids, const uintptr_t *a, bool all)
{
	for (int i = 0; i < 3; i++) {
		if (!all && (int)a[i] != NO_ID && !is_one_of(ids, (unsigned)a[i], true))
			return -EPERM;
	}
	set(&ids->real, (unsigned)a[0]);
	set_effective(ids, (unsigned)a[1]);
	set(&ids->saved, (unsigned)a[2]);
	return 0;
}

/* Returns what it was, and fails in silence. (setfsuid(2)) */
static long set_files(struct ids *ids, unsigned id, bool all)
{
	const unsigned old = ids->files;

	if (all || id == old || is_one_of(ids, id, true))
		set(&ids->files, id);
	return old;
}

/* ---- further groups ---- */

struct groups {
	uint32_t users; /* threads that have them */
	uint32_t count;
	unsigned id[];
};

enum { GROUPS_MAX = 65536 }; /* that a program may ask for; here they are as many as a page holds */

static struct groups *groups_alloc(size_t count)
{
	const size_t size = sizeof(struct groups) + count * sizeof(unsigned);
	struct groups *groups = size <= PAGE_SIZE ? heap_alloc(size) : NULL;

	if (groups)
		*groups = (struct groups){ .users = 1, .count = (uint32_t)count };
	return groups;
}

void groups_share(struct process *child, struct process *parent)
{
	child->groups = parent->groups;
	if (child->groups)
		__atomic_fetch_add(&child->groups->users, 1, __ATOMIC_RELAXED);
}

void groups_put(struct process *p)
{
	if (p->groups && __atomic_sub_fetch(&p->groups->users, 1, __ATOMIC_ACQ_REL) == 0)
		heap_free(p->groups);
	p->groups = NULL;
}

bool groups_have(const struct groups *groups, unsigned gid)
{
	for (uint32_t i = 0; groups && i < groups->count; i++) {
		if (groups->id[i] == gid)
			return true;
	}
	return false;
}

/* An id in user memory, of `size` bytes. */
static int read_id(unsigned *id, uintptr_t from, size_t size)
{
	uint16_t narrow;
	const int err = size == sizeof(*id) ? user_read(id, from, size) : user_read(&narrow, from, sizeof(narrow));

	if (!err && size != sizeof(*id))
		*id = narrow;
	return err;
}

/* An id of more than 16 bits is written as OVERFLOW_ID. */
static int write_id(uintptr_t to, unsigned id, size_t size)
{
	const uint16_t narrow = id > UINT16_MAX ? OVERFLOW_ID : (uint16_t)id;

	return size == sizeof(id) ? user_write(to, &id, size) : user_write(to, &narrow, sizeof(narrow));
}

static long get_three(const struct ids *ids, const uintptr_t *a, size_t size)
{
	const unsigned of[3] = { ids->real, ids->effective, ids->saved };

	for (int i = 0; i < 3; i++) {
		if (write_id(a[i], of[i], size))
			return -EFAULT;
	}
	return 0;
}

static long get_groups(const uintptr_t *a, size_t size)
{
	const struct groups *groups = current()->groups;
	const int room = (int)a[0], count = groups ? (int)groups->count : 0;

	if (room < 0 || (room && room < count))
		return -EINVAL;
	for (int i = 0; room && i < count; i++) {
		if (write_id(a[1] + (unsigned)i * size, groups->id[i], size))
			return -EFAULT;
	}
	return count;
}

static long set_groups(const uintptr_t *a, size_t size)
{
	const unsigned count = (unsigned)a[0];
	struct groups *groups;
	unsigned id;
	int err = 0;

	if (!is_root())
		return -EPERM;
	if (count > GROUPS_MAX)
		return -EINVAL;
	groups = count ? groups_alloc(count) : NULL;
	for (unsigned i = 0; !err && i < count; i++) {
		err = read_id(&id, a[1] + i * size, size);
		if (!err && groups)
			groups->id[i] = id;
	}
	if (!err && count && !groups)
		err = -ENOMEM;
	if (err) {
		heap_free(groups);
		return err;
	}
	groups_put(current());
	current()->groups = groups;
	return 0;
}

/* ---- system calls ---- */

static struct ids *user(void) { return &current()->user; }
static struct ids *group(void) { return &current()->group; }

static long sys_getuid(const uintptr_t *a) { return (void)a, (long)user()->real; }
static long sys_geteuid(const uintptr_t *a) { return (void)a, (long)user()->effective; }
static long sys_getgid(const uintptr_t *a) { return (void)a, (long)group()->real; }
static long sys_getegid(const uintptr_t *a) { return (void)a, (long)group()->effective; }
static long sys_setuid(const uintptr_t *a) { return set_one(user(), (unsigned)a[0], is_root()); }
static long sys_setgid(const uintptr_t *a) { return set_one(group(), (unsigned)a[0], is_root()); }
static long sys_setreuid(const uintptr_t *a) { return set_two(user(), (unsigned)a[0], (unsigned)a[1], is_root()); }
static long sys_setregid(const uintptr_t *a) { return set_two(group(), (unsigned)a[0], (unsigned)a[1], is_root()); }
static long sys_setresuid(const uintptr_t *a) { return set_three(user(), a, is_root()); }
static long sys_setresgid(const uintptr_t *a) { return set_three(group(), a, is_root()); }
static long sys_getresuid(const uintptr_t *a) { return get_three(user(), a, sizeof(unsigned)); }
static long sys_getresgid(const uintptr_t *a) { return get_three(group(), a, sizeof(unsigned)); }

static long sys_setfsuid(const uintptr_t *a) { return set_files(user(), (unsigned)a[0], is_root()); }
static long sys_setfsgid(const uintptr_t *a) { return set_files(group(), (unsigned)a[0], is_root()); }

static long sys_getgroups(const uintptr_t *a) { return get_groups(a, sizeof(unsigned)); }
static long sys_setgroups(const uintptr_t *a) { return set_groups(a, sizeof(unsigned)); }

/* ---- the first form of the calls, of ids of 16 bits, which some machines have ---- */

#ifdef __NR_getuid32
static long in_short(sys_fn *function, const uintptr_t *a)
{
	enum { ERRORS = 4095 };
	const uintptr_t given[3] = { sys_short_id(a[0]), sys_short_id(a[1]), sys_short_id(a[2]) };
	const long result = function(given);

	return result < -ERRORS || result > UINT16_MAX ? OVERFLOW_ID : result;
}

#define SHORT(name) \
	static long sys_##name##_short(const uintptr_t *a) { return in_short(sys_##name, a); }
SHORT(getuid)
SHORT(geteuid)
SHORT(getgid)
SHORT(getegid)
SHORT(setuid)
SHORT(setgid)
SHORT(setreuid)
SHORT(setregid)
SHORT(setresuid)
SHORT(setresgid)
SHORT(setfsuid)
SHORT(setfsgid)

static long sys_getresuid_short(const uintptr_t *a) { return get_three(user(), a, sizeof(uint16_t)); }
static long sys_getresgid_short(const uintptr_t *a) { return get_three(group(), a, sizeof(uint16_t)); }
static long sys_getgroups_short(const uintptr_t *a) { return get_groups(a, sizeof(uint16_t)); }
static long sys_setgroups_short(const uintptr_t *a) { return set_groups(a, sizeof(uint16_t)); }
#define IDS(name) SYS_AS(name, sys_##name##_short), SYS_AS(name##32, sys_##name)
#else
#define IDS(name) SYS(name)
#endif

/* clang-format off */
sys_fn *const sys_ids_calls[SYS_CALLS] = {
	IDS(getuid), IDS(geteuid), IDS(getgid), IDS(getegid), IDS(setuid), IDS(setgid), IDS(setreuid),
	IDS(setregid), IDS(setresuid), IDS(setresgid), IDS(getresuid), IDS(getresgid), IDS(getgroups), IDS(setgroups),
	IDS(setfsuid), IDS(setfsgid),
};
