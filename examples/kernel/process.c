/* process.c: processes come and go: the core's hooks of tasks, fork and exec */
#include <kspawn/exec.h>
#include <kspawn/fork.h>
#include <kspawn/futex.h>
#include <kspawn/kthread.h>
#include <kspawn/wait.h>

#include "file.h"

static struct kspawn_pid_slot slots[TASKS_MAX];
struct kspawn_pid_table pids;
static size_t count;
static uint32_t leaving;

void processes_start(void) { kspawn_pid_init(&pids, slots, TASKS_MAX); }

size_t processes_count(void) { return __atomic_load_n(&count, __ATOMIC_RELAXED); }

void processes_leave(int more) { __atomic_fetch_add(&leaving, (uint32_t)more, __ATOMIC_RELEASE); }

uint32_t processes_leaving(void) { return __atomic_load_n(&leaving, __ATOMIC_ACQUIRE); }

int tgid_of(int pid)
{
	struct kspawn_task *task = kspawn_task_find(pid);
	const int tgid = task ? task->tgid : 0;

	if (task)
		kspawn_task_put(task);
	return tgid;
}

/* The user registers are at the top of the kernel stack. */
static void give_stack(struct kspawn_task *task, char *stack)
{
	task->stack = stack;
	task->stack_size = STACK_SIZE - sizeof(struct kspawn_pt_regs);
	task->regs = (struct kspawn_pt_regs *)(stack + task->stack_size);
}

int kspawn_task_alloc(struct kspawn_task **out)
{
	struct process *p = heap_alloc(sizeof(*p));
	void *stack = p ? stack_alloc() : NULL;

	if (!stack) {
		heap_free(p);
		return -ENOMEM;
	}
	p->task.pid = kspawn_pid_alloc(&pids, &p->task);
	if (p->task.pid < 0) {
		const int err = p->task.pid;
		stack_free(stack);
		heap_free(p);
		return err;
	}
	give_stack(&p->task, stack);
	kspawn_group_join(&p->task, kspawn_current());
	__atomic_fetch_add(&count, 1, __ATOMIC_RELAXED);
	*out = &p->task;
	return 0;
}

void kspawn_stack_free(struct kspawn_task *task) { stack_free(task->stack); }

void kspawn_task_free(struct kspawn_task *task)
{
	if (task->stack)
		stack_free(task->stack);
	kspawn_pid_free(&pids, task->pid);
	kspawn_group_leave(task);
	alarm_free(process_of(task));
	limits_put(process_of(task));
	groups_put(process_of(task));
	command_put(process_of(task));
	heap_free(process_of(task));
	__atomic_fetch_sub(&count, 1, __ATOMIC_RELAXED);
}

void kspawn_pid_exchanged(struct kspawn_task *task, struct kspawn_task *leader)
{
	kspawn_pid_assign(&pids, task->pid, task);
	kspawn_pid_assign(&pids, leader->pid, leader);
	kspawn_signal_exchanged(task, leader);
	limits_exchange(process_of(task), process_of(leader));
	alarm_exchange(process_of(task), process_of(leader));
	spent_exchange(process_of(task), process_of(leader));
}

/* ---- fork ---- */

static int get_mm(struct process *child, struct process *parent, bool share)
{
	kspawn_user_save(child->user_state);
	memcpy(child->name, parent->name, sizeof(child->name));
	child->policy = parent->policy, child->priority = parent->priority, child->nice = parent->nice;
	child->deadline = parent->deadline;
	child->slack = child->slack_first = parent->slack;
	child->user = parent->user;
	child->group = parent->group;
	groups_share(child, parent);
	command_share(child, parent);
	limits_share(child, process_of(parent->task.leader));
	if (share)
		mm_get(parent->mm);
	child->mm = share ? parent->mm : mm_fork(parent->mm);
	return child->mm ? 0 : -ENOMEM;
}

/* One more user of a counted object. */
static void *shared(void *object)
{
	__atomic_fetch_add((uint32_t *)object, 1, __ATOMIC_RELAXED);
	return object;
}

int kspawn_res_get(struct kspawn_task *to, struct kspawn_task *from, enum kspawn_res what, bool share)
{
	struct process *child = process_of(to), *parent = process_of(from);

	switch (what) {
	case KSPAWN_RES_MM:
		return get_mm(child, parent, share);
	case KSPAWN_RES_FILES:
		child->files = share ? shared(parent->files) : files_fork(parent->files);
		return child->files ? 0 : -ENOMEM;
	case KSPAWN_RES_FS:
		child->fs = share ? shared(parent->fs) : fs_fork(parent->fs);
		return child->fs ? 0 : -ENOMEM;
	default:
		return signal_fork(to, from, share);
	}
}

/* Another process may look for a file in the table until then. */
static void set_files(struct process *p, struct files *files)
{
	struct files *old;

	mutex_lock(&files_lock);
	old = p->files;
	p->files = files;
	mutex_unlock(&files_lock);
	if (old && old != files)
		files_put(old);
}

static void put_mm(struct process *p)
{
	struct kspawn_mm *mm = p->mm;
	uintptr_t interrupts = interrupts_disable(); /* a switch must not save registers of no task */

	p->mm = NULL;
	if (p == current())
		mm_load(NULL);
	interrupts_restore(interrupts);
	mm_put(mm);
}

void kspawn_res_put(struct kspawn_task *task, enum kspawn_res what)
{
	struct process *p = process_of(task);

	switch (what) {
	case KSPAWN_RES_MM:
		put_mm(p);
		break;
	case KSPAWN_RES_FILES:
		set_files(p, NULL);
		break;
	case KSPAWN_RES_FS:
		fs_put(p->fs);
		p->fs = NULL;
		break;
	default:
		heap_free(kspawn_signal_exit(task));
	}
}

/* ---- exec ---- */

static int image_open(int dir, const char *path, bool follow, struct kspawn_image *out)
{
	int err;

	out->file = node_open_program(dir, path, follow, &err, &out->size);
	return err;
}

int kspawn_image_open(const char *path, struct kspawn_image *out) { return image_open(KSPAWN_AT_FDCWD, path, true, out); }

int kspawn_image_open_at(int dir, const char *path, bool follow, struct kspawn_image *out)
{
	const int err = image_open(dir, path, follow, out);

	return err ? err : fd_flags(dir, -1) > 0;
}

int kspawn_image_read(const struct kspawn_image *image, uint64_t offset, void *to, size_t n)
{
	const long got = node_read(image->file, offset, to, n);

	return got < 0 ? (int)got : (size_t)got == n ? 0 : -ENOEXEC;
}

void kspawn_image_close(struct kspawn_image *image) { node_close_program(image->file); }

int kspawn_exec_unshare(struct kspawn_task *task)
{
	struct process *p = process_of(task);
	struct files *files = files_own(p->files);

	if (!p->fs)
		p->fs = fs_new();
	if (!files || !p->fs || limits_start(p) || signal_unshare(task)) {
		if (files != p->files)
			files_put(files);
		return -ENOMEM;
	}
	set_files(p, files);
	return 0;
}

/* What is behind the last slash, cut. */
static void name_process(struct process *p, const char *path)
{
	const char *name = path;

	for (; *path; path++) {
		if (*path == '/')
			name = path + 1;
	}
	memset(p->name, 0, sizeof(p->name));
	for (size_t i = 0; i < sizeof(p->name) - 1 && name[i]; i++)
		p->name[i] = name[i];
}

void kspawn_mm_commit(struct kspawn_task *task, struct kspawn_mm *mm, const struct kspawn_program *program)
{
	struct process *p = process_of(task);
	struct kspawn_mm *old = p->mm;
	uintptr_t interrupts;

	kspawn_futex_exit(task);
	timers_free(p);
	files_exec(p->files);
	kspawn_signal_exec(task);
	p->user.saved = p->user.effective;
	p->group.saved = p->group.effective;
	name_process(p, program->path);
	mm->brk_start = mm->brk = program->high;
	interrupts = interrupts_disable();
	p->mm = mm;
	mm_load(mm);
	kspawn_user_init(p->user_state);
	kspawn_user_load(p->user_state);
	interrupts_restore(interrupts);
	mm_put(old);
	command_set(p, program->argc, program->argv);
}

/* Not for secrets: S. Vigna's SplitMix64 over the time. */
void kspawn_random(void *to, size_t n)
{
	static struct spinlock lock;
	static uint64_t state;
	const uintptr_t interrupts = spin_lock(&lock);

	for (size_t i = 0; i < n; i += sizeof(uint64_t)) {
		uint64_t mixed = state += 0x9e3779b97f4a7c15 + machine_now();
		mixed = (mixed ^ mixed >> 30) * 0xbf58476d1ce4e5b9;
		mixed = (mixed ^ mixed >> 27) * 0x94d049bb133111eb;
		mixed ^= mixed >> 31;
		memcpy((uint8_t *)to + i, &mixed, n - i < sizeof(mixed) ? n - i : sizeof(mixed));
	}
	spin_unlock(&lock, interrupts);
}

/* ---- exit ---- */

void kspawn_task_exiting(struct kspawn_task *task)
{
	processes_leave(1);
	kspawn_futex_exit(task);
	kspawn_exit_resources(task);
	kspawn_reparent_children(task);
}

void kspawn_process_dead(struct kspawn_task *leader)
{
	timers_free(process_of(leader));
	spent_end(leader);
	kspawn_notify_parent(leader);
}

struct kspawn_task *kspawn_init_task(void) { return slots[1].task; }
