/* record.c: locks of the bytes of a file (F_SETLK of fcntl(2)) */
#include <linux/fs.h>

#include "file.h"

/* What a process has locked: the owner is its table of open files. */
struct record {
	const struct files *owner;
	int pid;
	bool writes;
	int64_t from, to; /* the first and the last byte */
	struct record *next;
};

/* A thread that waits for the locks of another owner; NULL: it has been woken, and looks again. */
struct waiter {
	const struct files *owner, *blocked_by;
	struct waiter *next;
};
static struct waiter *waiters; /* files_lock */
static uint32_t event;         /* some lock has been released */

static bool overlaps(const struct record *a, const struct record *b) { return a->from <= b->to && b->from <= a->to; }

/* Returns the first lock in the file that stands against `wanted`. */
static const struct record *conflict(const struct node *node, const struct record *wanted)
{
	const struct record *found = NULL;

	for (const struct record *r = node->records; r; r = r->next) {
		if (r->owner != wanted->owner && overlaps(r, wanted) && (r->writes || wanted->writes) &&
		    (!found || r->from < found->from))
			found = r;
	}
	return found;
}

static void wake_all(void)
{
	for (struct waiter *w = waiters; w; w = w->next)
		w->blocked_by = NULL;
	wake_event(&event);
}

static void drop(struct record **at)
{
	struct record *record = *at;

	*at = record->next;
	heap_free(record);
}

/* Unlocks what `range` has of the owner's locks. One that is longer at both ends becomes two: the second is *spare, which is
 * then NULL. */
static void cut(struct node *node, const struct record *range, struct record **spare)
{
	for (struct record **at = &node->records, *r; (r = *at);) {
		if (r->owner != range->owner || !overlaps(r, range)) {
			at = &r->next;
		} else if (r->from < range->from && r->to > range->to) {
			**spare = *r;
			(*spare)->from = range->to + 1;
			r->to = range->from - 1;
			r->next = *spare;
			*spare = NULL;
			return;
		} else if (r->from < range->from) {
			r->to = range->from - 1;
			at = &r->next;
		} else if (r->to > range->to) {
			r->from = range->to + 1;
			at = &r->next;
		} else {
			drop(at);
		}
	}
}

/* Adds a lock. It takes in the owner's locks of the same kind that it touches. */
static void add(struct node *node, struct record *added)
{
	for (struct record **at = &node->records, *r; (r = *at);) {
		const bool before = r->to == added->from - 1, behind = added->to == r->from - 1;

		if (r->owner != added->owner || r->writes != added->writes || !(before || behind)) {
			at = &r->next;
			continue;
		}
		added->from = before ? r->from : added->from;
		added->to = behind ? r->to : added->to;
		drop(at);
	}
	added->next = node->records;
	node->records = added;
}

/* Locks or unlocks; no other lock is against it. */
static int change(struct node *node, const struct record *wanted, bool locks)
{
	struct record *added = heap_alloc(sizeof(*added)), *spare = heap_alloc(sizeof(*spare));
	const int err = added && spare ? 0 : -ENOLCK;

	if (!err) {
		*added = *wanted;
		cut(node, wanted, &spare);
		wake_all();
	}
	if (!err && locks)
		add(node, added);
	else
		heap_free(added);
	heap_free(spare);
	return err;
}

void records_close(struct node *node, const struct files *owner)
{
	bool any = false;

	for (struct record **at = node ? &node->records : NULL; at && *at;) {
		if ((*at)->owner != owner) {
			at = &(*at)->next;
			continue;
		}
		drop(at);
		any = true;
	}
	if (any)
		wake_all();
}

/* ---- waiting ---- */

static const struct files *waits_for(const struct files *owner)
{
	for (const struct waiter *w = waiters; w; w = w->next) {
		if (w->owner == owner && w->blocked_by)
			return w->blocked_by;
	}
	return NULL;
}

/* Would it wait for itself, over any number of others? */
static bool deadlocks(const struct files *self, const struct files *by)
{
	for (int n = 0; by && by != self && n < TASKS_MAX; n++)
		by = waits_for(by);
	return by == self;
}

/* A lock that is set after the file was closed would stay. */
static int change_open(int fd, const struct file *file, const struct record *wanted, bool locks)
{
	return file_at(wanted->owner, fd) == file ? change(file->node, wanted, locks) : -EBADF;
}

static int try(int fd, const struct file *file, const struct record *wanted, struct waiter *self, bool locks)
{
	const struct record *against = locks ? conflict(file->node, wanted) : NULL;

	if (!against)
		return change_open(fd, file, wanted, locks);
	if (deadlocks(self->owner, against->owner))
		return -EDEADLK;
	self->blocked_by = against->owner;
	return -EAGAIN;
}

static int wait_and_change(int fd, const struct file *file, const struct record *wanted, bool locks)
{
	struct waiter self = { .owner = wanted->owner }, **at = &waiters;
	int err;

	mutex_lock(&files_lock);
	self.next = waiters;
	waiters = &self;
	while ((err = try(fd, file, wanted, &self, locks)) == -EAGAIN) {
		const uint32_t seen = event;

		mutex_unlock(&files_lock);
		err = wait_interruptible(&event, seen, 0);
		mutex_lock(&files_lock);
		if (err)
			break;
	}
	while (*at != &self)
		at = &(*at)->next;
	*at = self.next;
	mutex_unlock(&files_lock);
	return err;
}

static int change_now(int fd, const struct file *file, const struct record *wanted, bool locks)
{
	int err;

	mutex_lock(&files_lock);
	err = locks && conflict(file->node, wanted) ? -EAGAIN : change_open(fd, file, wanted, locks);
	mutex_unlock(&files_lock);
	return err;
}

/* ---- the forms of programs: machines of 32 bits have two ---- */

#ifdef F_GETLK64
typedef struct flock64 user_lock;

/* The other one, as the C library has it: in Linux's headers of MIPS l_sysid may be behind the pid. */
struct narrow_lock {
	short l_type, l_whence;
	long l_start, l_len;
#ifdef __ARCH_FLOCK_EXTRA_SYSID
	long l_sysid;
#endif
	int l_pid;
};

static int read_lock(uintptr_t from, bool narrow, user_lock *to)
{
	struct narrow_lock lock;

	if (!narrow)
		return user_read(to, from, sizeof(*to));
	if (user_read(&lock, from, sizeof(lock)))
		return -EFAULT;
	to->l_type = lock.l_type;
	to->l_whence = lock.l_whence;
	to->l_start = lock.l_start;
	to->l_len = lock.l_len;
	return 0;
}

static int write_lock(uintptr_t to, bool narrow, const user_lock *from)
{
	const struct narrow_lock lock = {
		.l_type = from->l_type,
		.l_whence = from->l_whence,
		.l_start = (long)from->l_start,
		.l_len = (long)from->l_len,
		.l_pid = from->l_pid,
	};

	if (!narrow)
		return user_write(to, from, sizeof(*from));
	return lock.l_start != from->l_start || lock.l_len != from->l_len ? -EOVERFLOW : user_write(to, &lock, sizeof(lock));
}
#else
typedef struct flock user_lock;

static int read_lock(uintptr_t from, bool narrow, user_lock *to)
{
	(void)narrow;
	return user_read(to, from, sizeof(*to));
}

static int write_lock(uintptr_t to, bool narrow, const user_lock *from)
{
	(void)narrow;
	return user_write(to, from, sizeof(*from));
}
#endif

static int64_t position(struct file *file)
{
	int64_t at;

	mutex_lock(&file->node->calls);
	at = (int64_t)file->at;
	mutex_unlock(&file->node->calls);
	return at;
}

static int start_of(struct file *file, const user_lock *lock, int64_t *start)
{
	int64_t base = 0;

	if (lock->l_whence == SEEK_CUR)
		base = position(file);
	else if (lock->l_whence == SEEK_END)
		base = node_size(file->node);
	else if (lock->l_whence != SEEK_SET)
		return -EINVAL;
	if (__builtin_add_overflow(base, (int64_t)lock->l_start, start))
		return -EOVERFLOW;
	return *start < 0 ? -EINVAL : 0;
}

/* A length below zero is of the bytes before; 0: up to the end, wherever that will be. */
static int make_record(struct file *file, const user_lock *lock, struct record *to)
{
	const int64_t len = lock->l_len;
	int64_t start;
	const int err = start_of(file, lock, &start);

	if (err)
		return err;
	if (len < 0 && start + len < 0)
		return -EINVAL;
	*to = (struct record){
		.owner = current()->files,
		.pid = kspawn_current()->tgid,
		.writes = lock->l_type == F_WRLCK,
		.from = len < 0 ? start + len : start,
		.to = len < 0 ? start - 1 : INT64_MAX,
	};
	if (len > 0 && __builtin_add_overflow(start, len - 1, &to->to))
		return -EOVERFLOW;
	return lock->l_type == F_RDLCK || lock->l_type == F_WRLCK || lock->l_type == F_UNLCK ? 0 : -EINVAL;
}

static int show_conflict(const struct file *file, const struct record *wanted, user_lock *lock)
{
	const struct record *against;

	if (lock->l_type == F_UNLCK)
		return -EINVAL;
	mutex_lock(&files_lock);
	against = conflict(file->node, wanted);
	if (against) {
		lock->l_type = against->writes ? F_WRLCK : F_RDLCK;
		lock->l_whence = SEEK_SET;
		lock->l_start = against->from;
		lock->l_len = against->to == INT64_MAX ? 0 : against->to - against->from + 1;
		lock->l_pid = against->pid;
	} else {
		lock->l_type = F_UNLCK;
	}
	mutex_unlock(&files_lock);
	return 0;
}

enum which { GET, SET, SET_OR_WAIT };

static long use_lock(int fd, struct file *file, enum which which, uintptr_t arg, bool narrow)
{
	user_lock lock;
	struct record wanted;
	int err = read_lock(arg, narrow, &lock);

	if (err || (err = make_record(file, &lock, &wanted)))
		return err;
	if (which == GET) {
		err = show_conflict(file, &wanted, &lock);
		return err ? err : write_lock(arg, narrow, &lock);
	}
	if ((lock.l_type == F_RDLCK && !may_read(file)) || (lock.l_type == F_WRLCK && !may_write(file)))
		return -EBADF;
	return (which == SET ? change_now : wait_and_change)(fd, file, &wanted, lock.l_type != F_UNLCK);
}

long record_fcntl(int fd, struct file *file, int command, uintptr_t arg)
{
	static const int commands[] = {
		F_GETLK,   F_SETLK,   F_SETLKW,
#ifdef F_GETLK64
		F_GETLK64, F_SETLK64, F_SETLKW64,
#endif
	};

	for (unsigned n = 0; n < sizeof(commands) / sizeof(*commands); n++) {
		if (commands[n] == command)
			return file->flags & O_PATH ? -EBADF : use_lock(fd, file, (enum which)(n % 3), arg, n < 3);
	}
	return -EINVAL;
}
