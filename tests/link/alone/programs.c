/* tests/link/alone/programs.c: the hooks of layer 3 that make a program's memory */
#include "programs.h"

program_fn *file_program;

int kspawn_mm_new(struct kspawn_mm **out, struct kspawn_user_layout *layout)
{
	check(strcmp(opened, "/program") == 0, "the image that was opened last is the program");
	if (fails())
		return -KSPAWN_ENOMEM;
	*out = resource_new();
	*layout = (struct kspawn_user_layout){
		.low = USER_LOW,
		.high = USER_LOW + USER_SIZE / 2,
		.pie_base = USER_LOW,
		.interp_base = USER_LOW,
		.stack_top = USER_LOW + USER_SIZE,
		.stack_size = USER_SIZE / 4,
		.page_size = PAGE,
	};
	return 0;
}

int kspawn_mm_map(struct kspawn_mm *mm, uintptr_t addr, size_t len, int prot, const struct kspawn_image *image, uint64_t offset,
		  size_t file_len)
{
	unsigned char *to = user_bytes(mm, addr, len);

	(void)prot;
	if (fails())
		return -KSPAWN_ENOMEM;
	if (!to)
		kspawn_panic("a mapping outside the layout");
	memset(to, 0, len);
	if (!image)
		return 0;
	mm->program = file_program;
	file_copy(image, offset, to, file_len);
	return 0;
}

int kspawn_mm_write(struct kspawn_mm *mm, uintptr_t to, const void *from, size_t n)
{
	unsigned char *bytes = user_bytes(mm, to, n);

	if (fails())
		return -KSPAWN_ENOMEM;
	if (!bytes)
		kspawn_panic("a write outside the stack");
	memcpy(bytes, from, n);
	return 0;
}

void kspawn_mm_drop(struct kspawn_mm *mm) { resource_put(mm); }

int kspawn_exec_unshare(struct kspawn_task *task)
{
	struct task *t = (struct task *)task;

	if (fails())
		return -KSPAWN_ENOMEM;
	for (int what = KSPAWN_RES_FILES; what < KSPAWN_RES_COUNT; what++)
		if (!t->res[what])
			t->res[what] = resource_new();
	return 0;
}

void kspawn_mm_commit(struct kspawn_task *task, struct kspawn_mm *mm, const struct kspawn_program *program)
{
	kspawn_res_put(task, KSPAWN_RES_MM);
	self()->res[KSPAWN_RES_MM] = mm;
	self()->program = mm->program;
	check(program->entry == ENTRY && program->low == USER_LOW, "the program is where its file says");
}

void kspawn_random(void *to, size_t n) { memset(to, 7, n); }

/* A killed task sleeps no more. */
void kspawn_kick(struct kspawn_task *task) { ((struct task *)task)->word = NULL; }

static uintptr_t stack_word(unsigned n)
{
	uintptr_t word;

	memcpy(&word, user_bytes(self()->res[KSPAWN_RES_MM], kspawn_pt_regs_sp(&self()->regs) + n * sizeof word, sizeof word),
	       sizeof word);
	return word;
}

int user_argc(void) { return (int)stack_word(0); }

const char *user_argv(int n) { return (const char *)user_bytes(self()->res[KSPAWN_RES_MM], stack_word(1 + (unsigned)n), 1); }
