/* layer2.c: fork: memory, which is copied or shared; there are no open files, folders or signal handlers yet */
#include <kspawn/fork.h>

#include "kernel.h"

static struct kspawn_mm *copy_of(const struct kspawn_mm *from)
{
	struct kspawn_mm *mm = mm_new();

	if (mm && !page_copy_all(mm->root, from->root)) {
		mm_put(mm);
		return NULL;
	}
	return mm;
}

int kspawn_res_get(struct kspawn_task *child, struct kspawn_task *parent, enum kspawn_res what, bool share)
{
	struct kspawn_mm *mm = process_of(parent)->mm;

	if (what != KSPAWN_RES_MM)
		return 0;
	if (share)
		mm->refs++;
	else
		mm = copy_of(mm);
	process_of(child)->mm = mm;
	kspawn_user_save(process_of(child)->user_state);
	return mm ? 0 : -ENOMEM;
}

void kspawn_res_put(struct kspawn_task *task, enum kspawn_res what)
{
	struct process *p = process_of(task);
	struct kspawn_mm *mm = p->mm;

	if (what != KSPAWN_RES_MM)
		return;
	p->mm = NULL;
	if (p == current())
		load_user(p);
	mm_put(mm);
}

int kspawn_copy_to_user(struct kspawn_task *task, uintptr_t to, const void *from, size_t n)
{
	return mm_copy(process_of(task)->mm, to, (void *)from, n, COPY_OUT);
}

int kspawn_copy_from_user(void *to, uintptr_t from, size_t n) { return mm_copy(current()->mm, from, to, n, COPY_IN); }
