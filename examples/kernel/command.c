/* command.c: the arguments of programs, which /proc/PID/cmdline shows */
#include "file.h"

void command_share(struct process *child, const struct process *parent)
{
	child->command = parent->command;
	if (child->command)
		__atomic_fetch_add(&child->command->refs, 1, __ATOMIC_RELAXED);
}

static void put(struct command *command)
{
	if (command && !__atomic_sub_fetch(&command->refs, 1, __ATOMIC_ACQ_REL))
		heap_free(command);
}

void command_put(struct process *p) { put(p->command); }

/* Appends argument n of the current program. False: it is the last one that has room. */
static bool append(struct command *command, uintptr_t argv, size_t n)
{
	uintptr_t at;
	int length = user_read(&at, argv + n * sizeof(at), sizeof(at));

	if (!length)
		length = user_string(command->text + command->size, at, COMMAND_LIMIT - command->size);
	command->size = length < 0 ? COMMAND_LIMIT : command->size + (uint32_t)length + 1;
	return length >= 0;
}

void command_set(struct process *p, size_t argc, uintptr_t argv)
{
	struct command *command = heap_alloc(sizeof(*command)), *old;

	for (size_t n = 0; command && n < argc && append(command, argv, n); n++)
		;
	if (command)
		command->refs = 1;
	mutex_lock(&files_lock);
	old = p->command;
	p->command = command;
	mutex_unlock(&files_lock);
	put(old);
}

char *put_command(struct kspawn_task *task, char *to)
{
	const struct command *command = process_of(task)->command;

	if (!command || __atomic_load_n(&task->state, __ATOMIC_RELAXED) >= KSPAWN_TASK_DEAD)
		return to;
	memcpy(to, command->text, command->size);
	return to + command->size;
}
