/* sys_ids.c: users and groups of threads, and what only root may do (credentials(7)); files have neither */
#include "sys.h"

enum { NO_ID = -1 }; /* an id that a call leaves as it is */

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

static long set_one(struct ids *ids, unsigned id, bool all)
{
	if ((int)id == NO_ID)
		return -EINVAL;
	if (!all && id != ids->real && id != ids->saved)
		return -EPERM;
	if (all)
		set(&ids->real, id), set(&ids->saved, id);
	set(&ids->effective, id);
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
	set(&ids->effective, effective);
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
	set(&ids->effective, (unsigned)a[1]);
	set(&ids->saved, (unsigned)a[2]);
	return 0;
}

static long get_three(const struct ids *ids, const uintptr_t *a)
{
	const unsigned of[3] = { ids->real, ids->effective, ids->saved };

	for (int i = 0; i < 3; i++) {
		if (user_write(a[i], &of[i], sizeof(of[i])))
			return -EFAULT;
	}
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
static long sys_getresuid(const uintptr_t *a) { return get_three(user(), a); }
static long sys_getresgid(const uintptr_t *a) { return get_three(group(), a); }

/* No program is in further groups. */
static long sys_getgroups(const uintptr_t *a) { return (void)a, 0; }
static long sys_setgroups(const uintptr_t *a) { return a[0] || !is_root() ? -EPERM : 0; }

#ifdef __NR_getuid32
#define IDS_AS(name, function) SYS_AS(name, function), SYS_AS(name##32, function)
#else
#define IDS_AS(name, function) SYS_AS(name, function)
#endif
#define IDS(name) IDS_AS(name, sys_##name)

/* clang-format off */
sys_fn *const sys_ids_calls[SYS_CALLS] = {
	IDS(getuid), IDS(geteuid), IDS(getgid), IDS(getegid), IDS(getgroups), IDS(setuid), IDS(setgid), IDS(setreuid),
	IDS(setregid), IDS(setresuid), IDS(setresgid), IDS(getresuid), IDS(getresgid), IDS(setgroups),
	IDS_AS(setfsuid, sys_geteuid), IDS_AS(setfsgid, sys_getegid),
};
