/* sys_ids.c: system calls on users and groups: all programs are root's, and stay so */
#include "sys.h"

static long root_id(const uintptr_t *a)
{
	(void)a;
	return 0;
}

/* A change to root, or none (-1), is done; there is no other user. */
static bool is_root(uintptr_t id) { return (uint32_t)id == 0 || (uint32_t)id == UINT32_MAX; }

static long set_one(const uintptr_t *a) { return is_root(a[0]) ? 0 : -EPERM; }
static long set_two(const uintptr_t *a) { return is_root(a[0]) && is_root(a[1]) ? 0 : -EPERM; }
static long set_three(const uintptr_t *a) { return is_root(a[0]) && is_root(a[1]) && is_root(a[2]) ? 0 : -EPERM; }

static long get_three(const uintptr_t *a)
{
	const uint32_t id = 0;

	for (int i = 0; i < 3; i++) {
		if (user_write(a[i], &id, sizeof(id)))
			return -EFAULT;
	}
	return 0;
}

/* No program is in further groups. */
static long set_groups(const uintptr_t *a) { return a[0] ? -EPERM : 0; }

#ifdef __NR_getuid32
#define IDS(name, function) SYS_AS(name, function), SYS_AS(name##32, function)
#else
#define IDS(name, function) SYS_AS(name, function)
#endif

/* clang-format off */
sys_fn *const sys_ids_calls[SYS_CALLS] = {
	IDS(getuid, root_id), IDS(geteuid, root_id), IDS(getgid, root_id), IDS(getegid, root_id), IDS(getgroups, root_id),
	IDS(setuid, set_one), IDS(setgid, set_one), IDS(setreuid, set_two), IDS(setregid, set_two), IDS(setresuid, set_three),
	IDS(setresgid, set_three), IDS(getresuid, get_three), IDS(getresgid, get_three), IDS(setfsuid, root_id),
	IDS(setfsgid, root_id), IDS(setgroups, set_groups),
};
