/* tests/link/alone/threads.c: the hooks of layers 0 and 1 that switch, sleep and wake */
#include "alone.h"

#ifdef __SANITIZE_ADDRESS__
#include <sanitizer/common_interface_defs.h>
#else
#define __sanitizer_start_switch_fiber(fake, bottom, size) ((void)(fake))
#define __sanitizer_finish_switch_fiber(fake, bottom, size) ((void)(bottom), (void)(size))
#endif

struct task *all[TASKS];
static struct kspawn_task *current, *home; /* of the first stack */
static const void *home_bottom;
static size_t home_size;

struct kspawn_task *kspawn_current(void) { return current; }

struct task *self(void) { return (struct task *)current; }

void become(struct kspawn_task *task) { home = current = task; }

_Noreturn void kspawn_panic(const char *why)
{
	printf("panic: %s\n", why);
	exit(1);
}

static void switch_away(struct kspawn_task *next)
{
	struct kspawn_task *prev = current;
	void *fake = NULL;

	next->on_cpu = 1;
	current = next;
	__sanitizer_start_switch_fiber(&fake, next == home ? home_bottom : next->stack,
				       next == home ? home_size : next->stack_size);
	struct kspawn_thread *left = kspawn_switch_to_fp(&prev->thread, &next->thread);
	__sanitizer_finish_switch_fiber(fake, NULL, NULL);
	kspawn_finish_switch(left);
}

void kspawn_schedule_tail(struct kspawn_thread *prev)
{
	__sanitizer_finish_switch_fiber(NULL, &home_bottom, &home_size);
	kspawn_finish_switch(prev);
}

void others(void)
{
	if (current != home) {
		switch_away(home);
		return;
	}
	for (bool any = true; any;) {
		any = false;
		for (int i = 0; i < TASKS; i++)
			if (all[i] && all[i]->ready && !all[i]->word) {
				any = true;
				switch_away(&all[i]->task);
			}
	}
}

_Noreturn void run_program(void)
{
	self()->program();
	kspawn_panic("a program has returned");
}

void kspawn_task_publish(struct kspawn_task *task) { ((struct task *)task)->ready = true; }

int kspawn_wait_word(const uint32_t *word, uint32_t seen, enum kspawn_sleep how)
{
	if (how != KSPAWN_UNINTERRUPTIBLE && (current->flags & KSPAWN_TF_KILLED))
		return -KSPAWN_EINTR;
	if (*word != seen)
		return 0;
	if (current != home)
		self()->word = word;
	others();
	if (current == home && *word == seen)
		kspawn_panic("no task wakes the first stack");
	return 0;
}

void kspawn_wake_word(const uint32_t *word)
{
	for (int i = 0; i < TASKS; i++)
		if (all[i] && all[i]->word == word)
			all[i]->word = NULL;
}

static unsigned locked;

uintptr_t kspawn_lock(enum kspawn_lock_id id)
{
	check(!(locked >> id), "the tree lock comes before the pid lock, and neither is taken twice");
	locked |= 1u << id;
	return 0;
}

void kspawn_unlock(enum kspawn_lock_id id, uintptr_t flags)
{
	(void)flags;
	locked &= ~(1u << id);
}

_Noreturn void kspawn_final_switch(void)
{
	kspawn_task_finish(current);
	self()->ready = false;
	switch_away(home);
	kspawn_panic("an exited task resumed");
}
