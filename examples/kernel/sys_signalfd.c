/* sys_signalfd.c: files that stand for signals and for processes: signalfd, pidfd_open, clone with CLONE_PIDFD */
#include <linux/poll.h>
#include <linux/signalfd.h>

#include <kspawn/host.h>

#include "sys.h"

/* ---- an open file without a name, for a device that has no other way to be opened ---- */

static struct node *make_node(enum device device)
{
	struct node *node;

	mutex_lock(&files_lock);
	node = node_unnamed(0600);
	if (node) {
		node->device = device;
		(void)node_use(node, 1);
	}
	mutex_unlock(&files_lock);
	return node;
}

static struct file *make_file(enum device device, unsigned flags)
{
	struct node *node = make_node(device);

	return node ? file_new(node, NULL, O_RDWR | flags) : NULL;
}

/* ---- signals that are read ---- */

/* A sigval is a pointer, or an int in its first bytes. */
static void describe_value(struct signalfd_siginfo *to, uintptr_t value)
{
	to->ssi_ptr = value;
	memcpy(&to->ssi_int, &value, sizeof(to->ssi_int));
}

static void describe(struct signalfd_siginfo *to, const struct kspawn_siginfo *from)
{
	memset(to, 0, sizeof(*to));
	to->ssi_signo = (uint32_t)from->signo;
	to->ssi_errno = from->error;
	to->ssi_code = from->code;
	if (from->code == KSPAWN_SI_TIMER) {
		to->ssi_tid = (uint32_t)from->timer.id;
		to->ssi_overrun = (uint32_t)from->timer.overrun;
		describe_value(to, from->timer.value);
		return;
	}
	to->ssi_pid = (uint32_t)from->kill.pid;
	to->ssi_uid = from->kill.uid;
	if (from->code < 0 && from->code != KSPAWN_SI_TKILL) {
		describe_value(to, from->rt.value);
	} else if (from->signo == SIGCHLD) {
		to->ssi_status = from->child.status;
	}
}

static struct kspawn_sigset signals_of(const struct file *file)
{
	struct kspawn_sigset set;

	mutex_lock(&files_lock);
	set = file->signals;
	mutex_unlock(&files_lock);
	return set;
}

long signalfd_read(const struct file *file, char *to, size_t n)
{
	struct kspawn_sigset set;
	struct signalfd_siginfo report;
	struct kspawn_siginfo info;
	size_t done = 0;
	int err = n < sizeof(report) ? -EINVAL : 0;

	while (!err && n - done >= sizeof(report)) {
		set = signals_of(file);
		if (kspawn_signal_fetch(&set, &info)) {
			describe(&report, &info);
			memcpy(to + done, &report, sizeof(report));
			done += sizeof(report);
		} else if (done || (file->flags & O_NONBLOCK)) {
			err = -EAGAIN;
		} else {
			err = wait_for_look() ? -KSPAWN_ERESTARTSYS : 0;
		}
	}
	return done ? (long)done : err;
}

short signalfd_ready(const struct file *file)
{
	const struct kspawn_sigset set = signals_of(file);

	return kspawn_signal_waits(&set) ? POLLIN : 0;
}

static long set_signals(struct file *file, const struct kspawn_sigset *set)
{
	if (!file)
		return -EBADF;
	if (file->node->device != DEVICE_SIGNALS)
		return -EINVAL;
	mutex_lock(&files_lock);
	file->signals = *set;
	mutex_unlock(&files_lock);
	return 0;
}

static long change(int fd, const struct kspawn_sigset *set)
{
	struct file *file = file_get(fd);
	const long err = set_signals(file, set);

	if (file)
		file_put(file);
	return err ? err : fd;
}

static long open_signals(const struct kspawn_sigset *set, unsigned flags)
{
	struct file *file = make_file(DEVICE_SIGNALS, flags & O_NONBLOCK);

	if (!file)
		return -ENFILE;
	file->signals = *set;
	return fd_new(file, 0, flags & O_CLOEXEC);
}

static long signalfd(const uintptr_t *a, unsigned flags)
{
	struct kspawn_sigset set;

	if ((flags & ~(unsigned)(O_CLOEXEC | O_NONBLOCK)) || a[2] != sizeof(set))
		return -EINVAL;
	if (user_read(&set, a[1], sizeof(set)))
		return -EFAULT;
	return (int)a[0] == -1 ? open_signals(&set, flags) : change((int)a[0], &set);
}

static long sys_signalfd4(const uintptr_t *a) { return signalfd(a, (unsigned)a[3]); }

#ifdef __NR_signalfd
static long sys_signalfd(const uintptr_t *a) { return signalfd(a, 0); }
#endif

/* ---- a process: the file holds its number, so that no other gets it ---- */

static bool is_process(int pid) { return tgid_of(pid) == pid; }

short pidfd_ready(const struct file *file)
{
	struct kspawn_task *task = kspawn_task_find(file->pid);
	uintptr_t interrupts;
	bool ended;

	if (!task)
		return POLLIN | POLLHUP;
	interrupts = kspawn_lock(KSPAWN_LOCK_TREE);
	ended = !task->leader->live;
	kspawn_unlock(KSPAWN_LOCK_TREE, interrupts);
	kspawn_task_put(task);
	return ended ? POLLIN : 0;
}

int kspawn_pidfd(int fd, bool *at_once)
{
	struct file *file = file_get(fd);
	int pid = -EBADF;

	if (!file)
		return pid;
	*at_once = file->flags & O_NONBLOCK;
	if (file->pid)
		pid = is_process(file->pid) ? file->pid : -ECHILD;
	file_put(file);
	return pid;
}

void pidfd_close(const struct file *file)
{
	if (file->pid)
		kspawn_pid_release(&pids, file->pid);
}

/* An open file for `pid`. NULL: -ESRCH, -ENFILE. */
static struct file *open_process(int pid, unsigned flags, long *err)
{
	struct file *file = NULL;

	*err = kspawn_pid_hold(&pids, pid) ? -ESRCH : 0;
	if (!*err && !(file = make_file(DEVICE_PROCESS, flags))) {
		kspawn_pid_release(&pids, pid);
		*err = -ENFILE;
	}
	if (file)
		file->pid = pid;
	return file;
}

static long sys_pidfd_open(const uintptr_t *a)
{
	const int pid = (int)a[0];
	struct file *file;
	long err;

	if (pid <= 0 || ((unsigned)a[1] & ~(unsigned)O_NONBLOCK))
		return -EINVAL;
	file = open_process(pid, (unsigned)a[1], &err);
	if (!file)
		return err;
	if (is_process(pid))
		return fd_new(file, 0, true);
	file_put(file);
	return -ESRCH;
}

/* A file of another process gets a number here, too. */
static long sys_pidfd_getfd(const uintptr_t *a)
{
	bool at_once;
	const int pid = (unsigned)a[2] ? -EINVAL : kspawn_pidfd((int)a[0], &at_once);
	struct kspawn_task *task = pid < 0 ? NULL : kspawn_task_find(pid);
	struct file *file;

	if (!task || !may_change(process_of(task))) {
		if (task)
			kspawn_task_put(task);
		return task ? -EPERM : pid < 0 && pid != -ECHILD ? pid : -ESRCH;
	}
	file = file_get_of(process_of(task), (int)a[1]);
	kspawn_task_put(task);
	return file ? fd_new(file, 0, true) : -EBADF;
}

int kspawn_pidfd_open(struct kspawn_task *child)
{
	long err;
	struct file *file = open_process(child->pid, 0, &err);
	const int fd = file ? fd_reserve(0, true) : (int)err;

	if (file && fd < 0)
		file_put(file);
	process_of(child)->opened = file;
	return fd;
}

void kspawn_pidfd_opened(int fd, struct kspawn_task *child, bool exists)
{
	struct file *file = process_of(child)->opened;

	fd_install(fd, exists ? file : NULL);
	if (!exists)
		file_put(file);
}

/* clang-format off */
sys_fn *const sys_signalfd_calls[SYS_CALLS] = {
	SYS(signalfd4), SYS(pidfd_open), SYS(pidfd_getfd),
#ifdef __NR_signalfd
	SYS(signalfd),
#endif
};
