/* tests/link/alone/resources.c: the hooks of layer 2 */
#include "resources.h"

program_fn *child_program;
uint32_t ends;

struct kspawn_mm *resource_new(void)
{
	struct kspawn_mm *made = calloc(1, sizeof *made);

	made->users = 1;
	held.resources++;
	return made;
}

void resource_put(struct kspawn_mm *resource)
{
	if (--resource->users > 0)
		return;
	free(resource);
	held.resources--;
}

unsigned char *user_bytes(struct kspawn_mm *mm, uintptr_t at, size_t n)
{
	return at >= USER_LOW && n <= USER_SIZE && at - USER_LOW <= USER_SIZE - n ? mm->bytes + (at - USER_LOW) : NULL;
}

uint32_t user_word(uintptr_t at)
{
	uint32_t word;

	memcpy(&word, user_bytes(self()->res[KSPAWN_RES_MM], at, sizeof word), sizeof word);
	return word;
}

void first_resources(struct task *t)
{
	for (int what = 0; what < KSPAWN_RES_COUNT; what++)
		t->res[what] = resource_new();
}

void await_ends(uint32_t count)
{
	static uint32_t seen;

	for (seen += count; ends != seen;)
		(void)kspawn_wait_word(&ends, ends, KSPAWN_UNINTERRUPTIBLE);
}

int kspawn_res_get(struct kspawn_task *child, struct kspawn_task *parent, enum kspawn_res what, bool share)
{
	struct task *to = (struct task *)child;
	struct kspawn_mm *from = ((struct task *)parent)->res[what];

	if (fails())
		return -KSPAWN_ENOMEM;
	to->program = child_program;
	to->res[what] = from;
	if (share) {
		from->users++;
		return 0;
	}
	to->res[what] = resource_new();
	memcpy(to->res[what]->bytes, from->bytes, sizeof from->bytes);
	return 0;
}

void kspawn_res_put(struct kspawn_task *task, enum kspawn_res what)
{
	struct task *t = (struct task *)task;

	if (t->res[what])
		resource_put(t->res[what]);
	t->res[what] = NULL;
}

int kspawn_copy_to_user(struct kspawn_task *task, uintptr_t to, const void *from, size_t n)
{
	unsigned char *bytes = user_bytes(((struct task *)task)->res[KSPAWN_RES_MM], to, n);

	if (!bytes)
		return -KSPAWN_EFAULT;
	memcpy(bytes, from, n);
	return 0;
}

int kspawn_copy_from_user(void *to, uintptr_t from, size_t n)
{
	const unsigned char *bytes = user_bytes(self()->res[KSPAWN_RES_MM], from, n);

	if (!bytes)
		return -KSPAWN_EFAULT;
	memcpy(to, bytes, n);
	return 0;
}
