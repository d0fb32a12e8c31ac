/* file.h: files, and the tree of files with names */
#ifndef FILE_H
#define FILE_H

#include "kernel.h"

#include <asm/stat.h>
#include <asm/unistd.h>
#include <linux/fcntl.h>
#include <linux/stat.h>

#ifndef O_CLOEXEC
#error "this kernel needs Linux's own headers"
#endif

enum { NAME_LIMIT = 256, PATH_LIMIT = 1024, LINKS_MAX = 40 };

/* The last two have no names: sys_signalfd.c. */
enum device { DEVICE_NONE, DEVICE_CONSOLE, DEVICE_NULL, DEVICE_ZERO, DEVICE_SIGNALS, DEVICE_PROCESS };

/// Writes what is known of a thread, at most TEXT_LIMIT bytes, and returns their end.
typedef char *text_fn(struct kspawn_task *task, char *to);
enum { TEXT_LIMIT = 512 };

/* Of a file, in ns since 1970. A read changes none of them. */
struct times {
	int64_t accessed, modified, changed;
};

/* files_lock guards it, except: refs is atomic; the type in mode, ino, target and device never change;
 * `calls` guards what its comment says. */
struct node {
	uint32_t refs; /* open files, areas, working directories, children, and one for its name */
	uint32_t mode, ino, uid, gid;
	char *name;
	struct times times;
	struct node *parent; /* held; of the root: itself */
	struct node *same;   /* held: this is one more name of that file, and nothing else; or NULL */
	uint32_t links;      /* names of that kind */
	struct node *children, *next;
	const char *archived; /* contents in the archive, or NULL */
	void ***tables;       /* contents that were written: tables of pages */
	size_t size;
	char *target;           /* of a symbolic link */
	struct pipe *fifo;      /* once it was opened, or NULL */
	bool removed;           /* it has no name, and gets no children */
	bool sealed;            /* a folder of /proc: programs add and remove no names */
	bool numbers;           /* /proc/self/fd: its names are the numbers of open files */
	bool processes;         /* /proc: it has a folder for each thread that is looked for */
	bool threads;           /* and `task` in such a folder: for each of that process */
	bool process;           /* /proc/PID or /proc/self */
	int pid;                /* of a file that an open writes: the thread's, or 0: the current one's */
	text_fn *text;          /* of such a file, or NULL */
	struct record *records; /* locks of its bytes: record.c */
	int writers;            /* open files that may write it; below zero: minus the users that run it */
	enum device device;
	struct mutex calls; /* held by a whole read, write, seek or getdents: the positions of its open files */
};

/* What fstat fills in, and on machines of 32 bits fstat64. */
#ifdef __NR_fstat64
typedef struct stat64 user_stat;
#else
typedef struct stat user_stat;
#endif

/* files_lock guards it. Each end that is an open file keeps it; `event` is also waited for without the lock. */
struct pipe {
	char *data; /* one page */
	size_t start, used;
	unsigned readers, writers;
	uint32_t reads_opened, writes_opened; /* how often a fifo was */
	bool named;                           /* a fifo in a folder: an open waits for the other end */
	uint32_t event;                       /* something changed */
};

/* Its node and its pipe are held, and never change, as do the access mode and O_PATH in flags. */
struct file {
	uint32_t refs;  /* atomic */
	uint32_t flags; /* what F_GETFL returns; files_lock */
	struct node *node;
	struct pipe *pipe;
	uint64_t at;                  /* the position; node->calls. Of a fifo: how often the other end had been opened */
	struct kspawn_sigset signals; /* that are read from a DEVICE_SIGNALS; files_lock */
	int pid;                      /* of a DEVICE_PROCESS or a folder /proc/PID, held; never changes; or 0 */
};

/// Guards the tree, all nodes, tables of files, working directories and pipes. It comes last: a node's `calls` before a
/// memory's lock before files_lock.
extern struct mutex files_lock;
extern struct node *root;

static inline bool is_dir(const struct node *n) { return (n->mode & S_IFMT) == S_IFDIR; }
static inline bool is_link(const struct node *n) { return (n->mode & S_IFMT) == S_IFLNK; }
static inline bool is_fifo(const struct node *n) { return (n->mode & S_IFMT) == S_IFIFO; }
static inline bool is_regular(const struct node *n) { return (n->mode & S_IFMT) == S_IFREG; }

/* One more than the access mode has a bit for each right; the mode 3 has neither. (open(2)) */
static inline bool writes(unsigned flags) { return !(flags & O_PATH) && ((flags + 1) & 2); }
static inline bool may_read(const struct file *f) { return (f->flags + 1) & 1; }
static inline bool may_write(const struct file *f) { return writes(f->flags); }

/* The caller has the lock. */

/// Returns where the paths of the current program begin. A kernel thread that becomes a program has the tree's root.
struct node *fs_root(void);
/// Returns the open file of a number, or NULL.
struct file *file_at(const struct files *files, int fd);
/// Releases what a process has locked of a file, for it closes a number of the file.
void records_close(struct node *node, const struct files *owner);
/// Returns the open file whose number is `name`, in decimal, or NULL.
struct file *file_named(const char *name);
/// The node of a path from `base`. With `last`, its parent, and the last name in `last`.
struct node *node_walk(struct node *base, const char *path, bool follow, char *last, int *err);
struct node *node_child(struct node *dir, const char *name);
/// The same for a name that goes or moves, which may be one of several of a file.
struct node *node_entry(struct node *dir, const char *name);
/// The file of such a name.
static inline struct node *node_itself(struct node *entry) { return entry && entry->same ? entry->same : entry; }
/// Gives a file one more name. NULL: no memory.
struct node *node_link(struct node *dir, const char *name, struct node *node);
struct node *node_new(struct node *dir, const char *name, uint32_t mode);
/// A file in no folder. NULL: no memory.
struct node *node_unnamed(uint32_t mode);
/// The node of a path from the root, which is made if there is none; at the start. NULL: no memory.
struct node *node_make(const char *path, uint32_t mode);
void proc_start(void);
/// Is that folder in the list of /proc, or of a folder `task`?
bool proc_lists(const struct node *dir, int pid);
/// Removes the folders of threads that have ended, or are not of the process whose `task` this is.
void proc_forget(struct node *proc);
/// Makes the folder in /proc of a thread by its pid, in decimal. NULL: there is no such thread, or no memory.
struct node *proc_find(struct node *proc, const char *name);
/// Adds the files of a thread to its folder: of the current one for pid 0.
void proc_add_thread(struct node *folder, int pid);
/// The pid of /proc/PID, held for a file that is opened; or 0.
int proc_hold(const struct node *node);
/// A file with the text of `node` at this moment. NULL: the thread has been freed, or no memory.
struct node *proc_text(const struct node *node);
/// The arguments of its program, none if it has ended. A text_fn: the caller has files_lock.
char *put_command(struct kspawn_task *task, char *to);
/// Append a string, and a number in decimal. Return the end.
char *put_text(char *to, const char *text);
char *put_number(char *to, unsigned long value);
/// Returns the number that is written so, at most `max`, or -1.
int read_number(const char *name, int max);
void node_unlink(struct node *node);
/// Gives it another name, which no other file has then.
int node_move(struct node *node, struct node *dir, const char *name);
long node_get_data(struct node *node, uint64_t offset, void *to, size_t n);
long node_write(struct node *node, uint64_t offset, const void *from, size_t n);
int node_truncate(struct node *node, uint64_t size);
/// One more that may write it, or with `by` -1 one that runs it. -ETXTBSY
int node_use(struct node *node, int by);
/// The path of a directory, ending in `buffer`, whose beginning is returned. One that is not below the program's root begins
/// with "(unreachable)". (getcwd(3))
char *node_path(struct node *node, char *buffer, size_t size);
/// What is known of a file changes at this time, or its contents: for a folder, its names.
void node_changed(struct node *node);
void node_modified(struct node *node);
/// Sets all its times: to a time, or to the present.
void node_set_times(struct node *node, int64_t at);
void node_created(struct node *node);
/// Returns the seconds of a time since 1970, and stores the ns.
int64_t split_time(int64_t at, uint32_t *rest);
void node_stat(const struct node *node, user_stat *stat);

/* Bits of a mode. */
enum { MAY_EXECUTE = 1, MAY_WRITE = 2, MAY_READ = 4 };

/// May the current thread do that with a file? -EACCES
int node_permits(const struct node *node, unsigned rights);
/// Is it root's, or the owner?
bool node_is_own(const struct node *node);
/// May it give a folder one more name? -ENOENT, -EACCES
int node_may_add(const struct node *dir);
/// May it remove a name of that folder? -EPERM, -EACCES
int node_may_remove(const struct node *dir, const struct node *entry);
/// Gives a file other owners: -1 leaves one as it is. -EPERM
int node_chown(struct node *node, unsigned uid, unsigned gid);
/// A file that is made is the current thread's.
void node_take(struct node *node, const struct node *dir);

/* These take it. */

/// The size of a file at this moment.
int64_t node_size(const struct node *node);
/// Undoes node_use.
void node_unuse(struct node *node, int by);
/// Finds where a path begins, with a reference: `dir` is a number of an open directory or AT_FDCWD. For an empty path that
/// is the open file itself. 0, -EBADF, -ENOTDIR.
int node_base(int dir, const char *path, struct node **out);
/// With a reference that the caller puts, or NULL.
struct file *file_get(int fd);
/// The same, also if it was opened with O_PATH: a place in the tree, which is neither read nor changed.
struct file *file_get_path(int fd);
/// The same for a file of another process.
struct file *file_get_of(const struct process *p, int fd);
void file_put(struct file *file);
/// Takes over the references to node and pipe; NULL with them dropped.
struct file *file_new(struct node *node, struct pipe *pipe, unsigned flags);
/// Returns how many numbers the current process may have (RLIMIT_NOFILE).
int fd_limit(void);
/// Takes the lowest free number from `lowest` on, of which other threads know no file until fd_install. -EMFILE
int fd_reserve(int lowest, bool close_on_exec);
/// Gives a reserved number the caller's reference to `file`, or frees it for NULL.
void fd_install(int fd, struct file *file);
/// The lowest free number from `lowest` on, with the caller's reference to `file`, which is put if there is none.
int fd_new(struct file *file, int lowest, bool close_on_exec);
/// Makes `fd` the number of `file` and takes over its reference, also on an error: -EBUSY if the number is reserved.
int fd_replace(int fd, struct file *file, bool close_on_exec);
int fd_close(int fd);
/// Does what fcntl does with locks of bytes. -EINVAL: another command.
long record_fcntl(int fd, struct file *file, int command, uintptr_t arg);
/// Returns FD_CLOEXEC or 0, -EBADF. `set` becomes it unless it is negative.
int fd_flags(int fd, int set);

/// From or to kernel memory; sleep, end by a signal with -EINTR.
long pipe_read(struct file *file, void *to, size_t n);
long pipe_write(struct file *file, const void *from, size_t n);
int pipe_make(struct file *ends[2], unsigned flags);
/// With the flags of the open file.
void pipe_close(struct pipe *pipe, unsigned flags);
/// Opens the pipe of a fifo. The caller has files_lock. *other is how often the other end was opened. -ENOMEM, -ENXIO
int fifo_open(struct node *node, unsigned flags, uint64_t *other);
/// Waits for the other end. -KSPAWN_ERESTARTSYS
int fifo_wait(struct file *file);
void fifo_free(struct pipe *pipe);
/// Returns how many bytes wait to be read.
int pipe_used(struct pipe *pipe);
/// POLLIN and POLLHUP; POLLOUT and POLLERR.
short pipe_ready_to_read(struct pipe *pipe);
short pipe_ready_to_write(struct pipe *pipe);

/// Reads as many signals as there are, or waits for one: -EINVAL, -EAGAIN, -KSPAWN_ERESTARTSYS.
long signalfd_read(const struct file *file, char *to, size_t n);
/// POLLIN for a signal that waits, or for a process that has ended.
short signalfd_ready(const struct file *file);
short pidfd_ready(const struct file *file);
void pidfd_close(const struct file *file);

#endif
