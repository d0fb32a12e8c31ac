/* layer3.c: exec: programs from the archive, into an address space next to the current one */
#include <kspawn/exec.h>

#include "kernel.h"

int kspawn_image_open(const char *path, struct kspawn_image *out)
{
	struct file file;
	const int err = file_find(path, &file);

	if (err)
		return err;
	out->file = (void *)file.start;
	out->size = file.size;
	return 0;
}

int kspawn_image_read(const struct kspawn_image *image, uint64_t offset, void *to, size_t n)
{
	if (offset > image->size || n > image->size - offset)
		return -ENOEXEC;
	memcpy(to, (const char *)image->file + (size_t)offset, n);
	return 0;
}

void kspawn_image_close(struct kspawn_image *image) { (void)image; }

int kspawn_mm_new(struct kspawn_mm **out, struct kspawn_user_layout *layout)
{
	*out = mm_new();
	if (!*out)
		return -ENOMEM;
	*layout = (struct kspawn_user_layout){
		.low = USER_LOW,
		.high = USER_HIGH - 2 * USER_STACK_SIZE,
		.pie_base = USER_LOW,
		.interp_base = USER_LOW + (USER_HIGH - USER_LOW) / 2,
		.stack_top = USER_HIGH - PAGE,
		.stack_size = USER_STACK_SIZE,
		.page_size = PAGE,
	};
	return 0;
}

/* Whole pages at once. Pages that come when they are touched, and that a fork shares, are a next step. */
int kspawn_mm_map(struct kspawn_mm *mm, uintptr_t addr, size_t len, int prot, const struct kspawn_image *image, uint64_t offset,
		  size_t file_len)
{
	int err = 0;

	for (size_t done = 0; done < len && !err; done += PAGE) {
		const size_t rest = done < file_len ? file_len - done : 0, part = rest < PAGE ? rest : PAGE;
		if (!page_add(mm->root, addr + done, prot))
			return -ENOMEM;
		if (!part)
			continue;
		err = kspawn_image_read(image, offset + done, page_find(mm->root, addr + done, false), part);
		machine_sync_code(page_find(mm->root, addr + done, false));
	}
	return err;
}

int kspawn_mm_write(struct kspawn_mm *mm, uintptr_t to, const void *from, size_t n)
{
	return mm_copy(mm, to, (void *)from, n, COPY_OUT_ANYWHERE);
}

void kspawn_mm_drop(struct kspawn_mm *mm) { mm_put(mm); }

void kspawn_mm_commit(struct kspawn_task *task, struct kspawn_mm *mm, const struct kspawn_program *program)
{
	struct process *p = process_of(task);
	struct kspawn_mm *old = p->mm;

	(void)program;
	p->mm = mm;
	kspawn_user_init(p->user_state);
	load_user(p);
	mm_put(old);
}

/* It was killed: its sleep ends. */
void kspawn_kick(struct kspawn_task *task)
{
	struct kspawn_waiter *waiter = &process_of(task)->waiter;

	if (!waiter->bucket)
		return;
	kspawn_waiters_remove(waiter);
	ready(task);
}

/* Another thread than the first executes a program. */
void kspawn_pid_exchanged(struct kspawn_task *task, struct kspawn_task *leader)
{
	kspawn_pid_assign(&pids, task->pid, task);
	kspawn_pid_assign(&pids, leader->pid, leader);
}

/* AT_RANDOM: every program can guess it. Ask a device of your machine instead. */
void kspawn_random(void *to, size_t n) { memset(to, 0, n); }
