/* sys_process.c: system calls on processes and the machine */
#include <linux/kcmp.h>
#include <linux/prctl.h>
#include <linux/random.h>
#include <linux/sysinfo.h>
#include <linux/utsname.h>

#include <kspawn/futex.h>
#include <kspawn/syscall.h>

#include "sys.h"

/* ---- parents ---- */

/* A longer one is cut. */
static long set_name(uintptr_t from)
{
	char name[sizeof(current()->name)] = { 0 };
	const int n = user_string(name, from, sizeof(name));

	if (n == -EFAULT)
		return n;
	name[sizeof(name) - 1] = '\0';
	memcpy(current()->name, name, sizeof(name));
	return 0;
}

static long sys_prctl(const uintptr_t *a)
{
	int *signal = &current()->death_signal, value = *signal;

	switch ((int)a[0]) {
	case PR_SET_PDEATHSIG:
		if (a[1] > KSPAWN_SIGNALS)
			return -EINVAL;
		__atomic_store_n(signal, (int)a[1], __ATOMIC_RELAXED);
		return 0;
	case PR_GET_PDEATHSIG:
		return user_write(a[1], &value, sizeof(value));
	case PR_SET_CHILD_SUBREAPER:
		kspawn_set_subreaper(a[1]);
		return 0;
	case PR_GET_CHILD_SUBREAPER:
		value = kspawn_is_subreaper();
		return user_write(a[1], &value, sizeof(value));
	case PR_SET_NAME:
		return set_name(a[1]);
	case PR_GET_NAME:
		return user_write(a[1], current()->name, sizeof(current()->name));
	case PR_SET_TIMERSLACK:
		current()->slack = a[1] ? a[1] : current()->slack_first;
		return 0;
	case PR_GET_TIMERSLACK:
		return (long)slack_of(current());
	default:
		return -EINVAL;
	}
}

/* ---- what two processes share ---- */

/* Which object a process has at this moment. */
static int find_object(int pid, int type, uintptr_t fd, uintptr_t *object)
{
	struct kspawn_task *task = pid > 0 ? kspawn_task_find(pid) : NULL;
	const struct process *p = task ? process_of(task) : NULL;
	struct file *file = NULL;
	int err = !task ? -ESRCH : may_change(p) ? 0 : -EPERM;

	if (!err && type == KCMP_FILE && !(file = file_get_of(p, (int)fd)))
		err = -EBADF;
	if (!err)
		*object = (uintptr_t)(type == KCMP_FILE      ? (const void *)file
				      : type == KCMP_VM      ? (const void *)p->mm
				      : type == KCMP_FILES   ? (const void *)p->files
				      : type == KCMP_FS      ? (const void *)p->fs
				      : type == KCMP_SIGHAND ? (const void *)p->signals.sighand
							     : NULL); /* what no process has */
	if (file)
		file_put(file);
	if (task)
		kspawn_task_put(task);
	return err;
}

/* 0: the same; otherwise 1 or 2, by an order of all objects. (kcmp(2)) */
static long sys_kcmp(const uintptr_t *a)
{
	const int type = (int)a[2];
	uintptr_t one, two;
	int err = type < KCMP_FILE || type > KCMP_SYSVSEM ? -EINVAL : find_object((int)a[0], type, a[3], &one);

	if (!err)
		err = find_object((int)a[1], type, a[4], &two);
	return err ? err : one == two ? 0 : one < two ? 1 : 2;
}

static long sys_get_robust_list(const uintptr_t *a)
{
	const int tgid = a[0] ? tgid_of((int)a[0]) : 0;

	return tgid && tgid != kspawn_current()->tgid ? -EPERM : kspawn_sys_get_robust_list((int)a[0], a[1], a[2]);
}

/* ---- the machine ---- */

static long sys_uname(const uintptr_t *a)
{
	const struct new_utsname name = { SYSTEM_NAME, "kernel", SYSTEM_RELEASE, "#1 kspawn", MACHINE_NAME, "" };

	return user_write(a[0], &name, sizeof(name));
}

static long sys_sysinfo(const uintptr_t *a)
{
	const struct sysinfo info = {
		.uptime = (long)divide(machine_now(), NSEC_PER_SEC),
		.totalram = frames_total(),
		.freeram = frames_total() - frames_used(),
		.procs = (uint16_t)processes_count(),
		.mem_unit = PAGE_SIZE,
	};

	return user_write(a[0], &info, sizeof(info));
}

/* A signal is looked for after each page, as in Linux. */
static long random_bytes(uintptr_t to, size_t size)
{
	unsigned char piece[64];
	size_t done = 0;

	while (done < size) {
		const size_t n = size - done < sizeof(piece) ? size - done : sizeof(piece);

		kspawn_random(piece, n);
		if (user_write(to + done, piece, n))
			return done ? (long)done : -EFAULT;
		done += n;
		if (done % PAGE_SIZE == 0 && call_interrupted())
			break;
	}
	return (long)done;
}

static long sys_getrandom(const uintptr_t *a)
{
	const unsigned flags = (unsigned)a[2], kinds = GRND_RANDOM | GRND_INSECURE;

	if ((flags & ~(GRND_NONBLOCK | kinds)) || (flags & kinds) == kinds)
		return -EINVAL;
	return random_bytes(a[0], a[1] < INT32_MAX ? a[1] : INT32_MAX);
}

/* clang-format off */
sys_fn *const sys_process_calls[SYS_CALLS] = {
	SYS(prctl), SYS(kcmp), SYS(get_robust_list), SYS(uname), SYS(sysinfo), SYS(getrandom),
};
