/* proc_thread.c: /proc/PID, which is made when it is looked for, and goes when that is done once the thread has ended */
#include <kspawn/task.h>

#include "file.h"

/* As ps shows it. */
static const char *state_of(struct kspawn_task *task)
{
	if (__atomic_load_n(&task->state, __ATOMIC_RELAXED) >= KSPAWN_TASK_DEAD)
		return "Z";
	if (__atomic_load_n(&kspawn_signals_of(task)->stopped, __ATOMIC_RELAXED))
		return "T";
	return __atomic_load_n(&process_of(task)->asleep, __ATOMIC_RELAXED) ? "S" : "R";
}

struct numbers {
	int parent, group, session, threads;
	unsigned long spent[2][MODES]; /* of the process, and of its children that have ended: hundredths of a second */
};

static unsigned long hundredths(const struct spent *spent, int mode)
{
	return (unsigned long)divide(ns_of_ticks(__atomic_load_n(&spent->ticks[mode], __ATOMIC_RELAXED)), 10000000);
}

static struct numbers numbers_of(struct kspawn_task *task)
{
	const uintptr_t interrupts = kspawn_lock(KSPAWN_LOCK_TREE);
	struct kspawn_task *leader = task->leader;
	const struct kspawn_task *parent = leader->parent;
	struct numbers numbers = {
		.parent = parent ? parent->tgid : 0,
		.group = leader->pgid,
		.session = kspawn_signals_of(task->leader)->group.sid,
		.threads = (int)leader->threads,
	};

	for (int mode = 0; mode < MODES; mode++) {
		numbers.spent[0][mode] = hundredths(&process_of(leader)->of_all, mode);
		numbers.spent[1][mode] = hundredths(&process_of(leader)->of_ended, mode);
	}
	kspawn_unlock(KSPAWN_LOCK_TREE, interrupts);
	return numbers;
}

static char *put_word(char *to, unsigned long value) { return put_text(put_number(to, value), " "); }

/* The fields of proc(5); a field that is not known is 0. */
static char *put_stat(struct kspawn_task *task, char *to)
{
	const struct numbers n = numbers_of(task);

	to = put_text(put_text(put_word(to, (unsigned)task->pid), "("), process_of(task)->name);
	to = put_text(put_text(put_text(to, ") "), state_of(task)), " ");
	to = put_word(put_word(put_word(to, (unsigned)n.parent), (unsigned)n.group), (unsigned)n.session);
	for (int field = 7; field < 14; field++)
		to = put_word(to, 0);
	for (int i = 0; i < 2; i++)
		to = put_word(put_word(to, n.spent[i][IN_USER]), n.spent[i][IN_KERNEL]);
	to = put_text(to, "20 0 "); /* the priority */
	to = put_word(to, (unsigned)n.threads);
	for (int field = 21; field < 52; field++)
		to = put_word(to, 0);
	return put_text(to, "0\n");
}

static char *put_line(char *to, const char *name, unsigned long value)
{
	return put_text(put_number(put_text(to, name), value), "\n");
}

static char *put_ids(char *to, const char *name, const struct ids *ids)
{
	const unsigned *list[] = { &ids->real, &ids->effective, &ids->saved, &ids->files };

	to = put_text(to, name);
	for (size_t i = 0; i < sizeof(list) / sizeof(*list); i++)
		to = put_number(put_text(to, "\t"), __atomic_load_n(list[i], __ATOMIC_RELAXED));
	return put_text(to, "\n");
}

static char *put_status(struct kspawn_task *task, char *to)
{
	const struct numbers n = numbers_of(task);

	to = put_text(put_text(put_text(to, "Name:\t"), process_of(task)->name), "\n");
	to = put_text(put_text(put_text(to, "State:\t"), state_of(task)), "\n");
	to = put_line(to, "Tgid:\t", (unsigned)task->tgid);
	to = put_line(to, "Pid:\t", (unsigned)task->pid);
	to = put_line(to, "PPid:\t", (unsigned)n.parent);
	to = put_ids(to, "Uid:", &process_of(task)->user);
	to = put_ids(to, "Gid:", &process_of(task)->group);
	return put_line(to, "Threads:\t", (unsigned)n.threads);
}

static char *put_comm(struct kspawn_task *task, char *to) { return put_text(put_text(to, process_of(task)->name), "\n"); }

static char *put_slack(struct kspawn_task *task, char *to) { return put_text(put_number(to, slack_of(process_of(task))), "\n"); }

/* ---- folders: the caller has files_lock ---- */

static void add(struct node *folder, const char *name, int pid, text_fn *text)
{
	struct node *node = node_new(folder, name, S_IFREG | 0444);

	if (!node)
		return;
	node->pid = pid;
	node->text = text;
}

static void add_files(struct node *folder, int pid)
{
	folder->sealed = true;
	folder->pid = pid;
	add(folder, "stat", pid, put_stat);
	add(folder, "status", pid, put_status);
	add(folder, "comm", pid, put_comm);
	add(folder, "cmdline", pid, put_command);
	add(folder, "timerslack_ns", pid, put_slack);
}

void proc_add_thread(struct node *folder, int pid)
{
	struct node *task = node_new(folder, "task", S_IFDIR | 0555);

	if (task) {
		task->sealed = task->processes = task->threads = true;
		task->pid = pid;
	}
	folder->process = true;
	add_files(folder, pid);
}

int proc_hold(const struct node *node)
{
	const int pid = node->pid ? node->pid : kspawn_current()->tgid;

	return node->process && !kspawn_pid_hold(&pids, pid) ? pid : 0;
}

/* Does a thread of the process have a folder in `dir`? A folder `task` lists the threads of one process, /proc all. */
static bool is_in(const struct node *dir, int tgid)
{
	return tgid && (!dir->threads || tgid == (dir->pid ? dir->pid : kspawn_current()->tgid));
}

bool proc_lists(const struct node *dir, int pid)
{
	const int tgid = tgid_of(pid);

	return (dir->threads || tgid == pid) && is_in(dir, tgid);
}

static void remove_folder(struct node *folder)
{
	while (folder->children)
		remove_folder(folder->children);
	node_unlink(folder);
}

void proc_forget(struct node *proc)
{
	for (struct node *n = proc->children, *next; n; n = next) {
		next = n->next;
		if (n->pid && !is_in(proc, tgid_of(n->pid)))
			remove_folder(n);
	}
}

struct node *proc_find(struct node *proc, const char *name)
{
	const int pid = read_number(name, TASKS_MAX);
	struct node *folder;

	if (pid <= 0 || !is_in(proc, tgid_of(pid)) || !(folder = node_new(proc, name, S_IFDIR | 0555)))
		return NULL;
	if (proc->threads)
		add_files(folder, pid);
	else
		proc_add_thread(folder, pid);
	return folder;
}

struct node *proc_text(const struct node *node)
{
	struct kspawn_task *task = kspawn_task_find(node->pid ? node->pid : kspawn_current()->pid);
	struct node *file = task ? node_unnamed(S_IFREG | 0444) : NULL;
	char text[TEXT_LIMIT];

	if (file)
		(void)node_write(file, 0, text, (size_t)(node->text(task, text) - text));
	if (task)
		kspawn_task_put(task);
	return file;
}
