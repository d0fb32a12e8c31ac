/* tests/link/alone/tasks.c: the hooks of layer 1 that make and free tasks */
#include "alone.h"

static struct task *freed[4 * TASKS];
static unsigned freed_count;
static int pids;

/* A stack that is too small fails in kspawn_copy_thread. */
int kspawn_task_alloc(struct kspawn_task **out)
{
	int slot = 0;

	if (fails())
		return -KSPAWN_EAGAIN;
	while (all[slot])
		if (++slot == TASKS)
			return -KSPAWN_EAGAIN;
	struct task *t = all[slot] = calloc(1, sizeof *t);
	t->task.pid = ++pids;
	t->task.regs = &t->regs;
	t->task.stack = malloc(STACK_SIZE);
	t->task.stack_size = fails() ? 1 : STACK_SIZE;
	held.tasks++;
	held.stacks++;
	*out = &t->task;
	return 0;
}

void kspawn_stack_free(struct kspawn_task *task)
{
	check(kspawn_current() != task, "a stack is freed on another");
	free(task->stack);
	held.stacks--;
}

/* The bytes of a freed task must stay as they are; AddressSanitizer sees a read too. */
void kspawn_task_free(struct kspawn_task *task)
{
	if (task->stack)
		kspawn_stack_free(task);
	for (int i = 0; i < TASKS; i++)
		if (all[i] && &all[i]->task == task)
			all[i] = NULL;
	held.tasks--;
#ifdef __SANITIZE_ADDRESS__
	(void)freed;
	(void)freed_count;
	free(task);
#else
	if (freed_count == sizeof freed / sizeof freed[0])
		kspawn_panic("too many tasks");
	freed[freed_count++] = memset(task, 0xdd, sizeof(struct task));
#endif
}

static bool untouched(const struct task *t)
{
	const unsigned char *bytes = (const unsigned char *)t;

	for (size_t i = 0; i < sizeof *t; i++)
		if (bytes[i] != 0xdd)
			return false;
	return true;
}

__attribute__((destructor)) static void look_at_freed(void)
{
	for (unsigned i = 0; i < freed_count; i++) {
		if (!untouched(freed[i])) {
			puts("FAILED: a freed task was written");
			fflush(stdout);
			_Exit(1);
		}
		free(freed[i]);
	}
}

int kspawn_arch_dup_task(struct kspawn_task *child, const struct kspawn_task *parent)
{
	(void)child;
	if (parent && fails()) /* none: an idle task */
		return -KSPAWN_ENOMEM;
	held.duplicates += parent != NULL;
	return 0;
}

void kspawn_exit_thread(struct kspawn_task *task)
{
	(void)task;
	held.duplicates--;
}
