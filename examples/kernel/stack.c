/* stack.c: kernel stacks, each above a page that is never there; a stack once made is kept */
#include "kernel.h"

enum { SLOT = 2 * STACK_SIZE, SLOTS = TASKS_MAX };

static struct spinlock lock;
static struct mutex making;
static void *free_list; /* linked through their last word, where no overflow of a neighbour reaches */
static size_t slots;
static size_t mapped; /* bytes of the next slot that are there: memory ended in the middle of it */

static void **link_of(void *stack)
{
	return (void **)((char *)stack + STACK_SIZE) - 1;
}

static void *make(void)
{
	char *stack = (char *)STACKS + slots * SLOT + SLOT - STACK_SIZE;

	if (slots == SLOTS)
		return NULL;
	for (; mapped < STACK_SIZE; mapped += PAGE_SIZE) {
		const uintptr_t frame = frame_alloc();
		if (!frame || !page_map_kernel((uintptr_t)stack + mapped, frame)) {
			if (frame)
				frame_put(frame);
			return NULL;
		}
		frames_cached(1);
	}
	tlb_flush_kernel();
	mapped = 0;
	slots++;
	return stack;
}

static void *take(void)
{
	uintptr_t interrupts = spin_lock(&lock);
	void *stack = free_list;

	if (stack)
		free_list = *link_of(stack);
	spin_unlock(&lock, interrupts);
	return stack;
}

void *stack_alloc(void)
{
	void *stack = take();

	if (stack)
		return stack;
	mutex_lock(&making);
	stack = make();
	mutex_unlock(&making);
	return stack;
}

void stack_free(void *stack)
{
	uintptr_t interrupts = spin_lock(&lock);

	*link_of(stack) = free_list;
	free_list = stack;
	spin_unlock(&lock, interrupts);
}

bool stack_guards(uintptr_t addr)
{
	return addr >= STACKS && addr < STACKS + SLOTS * SLOT && (addr - STACKS) % SLOT < SLOT - STACK_SIZE;
}
