/* stack.c: kernel stacks, each above a page that is never there; a stack once made is kept */
#include "kernel.h"

enum { SLOT = 2 * STACK_SIZE, SLOTS = TASKS_MAX };

#ifndef STACK_BLOCK
#define STACK_BLOCK PAGE_SIZE /* bytes of a stack that are together in physical memory, aligned to their size */
#endif

static struct spinlock lock;
static struct mutex making;
static void *free_list; /* linked through their last word, where no overflow of a neighbour reaches */
static size_t slots;
static size_t mapped; /* bytes of the next slot that are there: memory ended in the middle of it */

static void **link_of(void *stack) { return (void **)((char *)stack + STACK_SIZE) - 1; }

static bool map_block(uintptr_t at)
{
	const uintptr_t block = frames_alloc(STACK_BLOCK / PAGE_SIZE);
	bool mapped_all = block;

	for (size_t i = 0; i < STACK_BLOCK && mapped_all; i += PAGE_SIZE)
		mapped_all = page_map_kernel(at + i, block + i);
	if (mapped_all)
		frames_cached(STACK_BLOCK / PAGE_SIZE);
	for (size_t i = 0; i < STACK_BLOCK && block && !mapped_all; i += PAGE_SIZE)
		frame_put(block + i);
	return mapped_all;
}

static void *make(void)
{
	char *stack = (char *)STACKS + slots * SLOT + SLOT - STACK_SIZE;

	if (slots == SLOTS)
		return NULL;
	for (; mapped < STACK_SIZE; mapped += STACK_BLOCK) {
		if (!map_block((uintptr_t)stack + mapped))
			return NULL;
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
