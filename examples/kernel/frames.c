/* frames.c: physical pages, each with a count of its users */
#include "kernel.h"

static struct spinlock lock;
static uint32_t *counts; /* at the start of the memory itself */
static uintptr_t first, end, untouched;
static uintptr_t zeroes;    /* a frame that stays zero: always shared, and not counted */
static uintptr_t free_list; /* linked through the first word of each */
static size_t used;
static long cached;

static uint32_t *count_of(uintptr_t frame) { return &counts[(frame - boot.ram_start) / PAGE_SIZE]; }

void frames_start(void)
{
	const size_t frames = (boot.ram_end - boot.ram_start) / PAGE_SIZE;

	counts = direct(boot.ram_start);
	memset(counts, 0, frames * sizeof(*counts));
	first = untouched = PAGE_UP(boot.ram_start + frames * sizeof(*counts));
	end = PAGE_DOWN(boot.ram_end);
	zeroes = frame_alloc();
	*count_of(zeroes) = 2;
	frames_cached(1);
}

static void give(uintptr_t frame)
{
	*(uintptr_t *)direct(frame) = free_list;
	free_list = frame;
}

static uintptr_t take_untouched(size_t size)
{
	uintptr_t frames;

	for (; (untouched & (size - 1)) && untouched < end; untouched += PAGE_SIZE)
		give(untouched);
	if (size > end - untouched)
		return 0;
	frames = untouched;
	untouched += size;
	return frames;
}

static bool all_free(uintptr_t frames, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		if (*count_of(frames + i * PAGE_SIZE))
			return false;
	}
	return true;
}

static void take_out(uintptr_t from, uintptr_t to)
{
	for (uintptr_t *next = &free_list; *next;) {
		if (*next >= from && *next < to)
			*next = *(uintptr_t *)direct(*next);
		else
			next = direct(*next);
	}
}

/* The first in a row that have been freed: when no memory is left that was never used. */
static uintptr_t take_freed(size_t count)
{
	const size_t size = count * PAGE_SIZE;

	for (uintptr_t frames = (first + size - 1) & ~(size - 1); frames + size <= untouched; frames += size) {
		if (!all_free(frames, count))
			continue;
		take_out(frames, frames + size);
		return frames;
	}
	return 0;
}

static uintptr_t take(size_t count)
{
	uintptr_t frames = count == 1 ? free_list : 0;

	if (frames)
		free_list = *(uintptr_t *)direct(frames);
	else
		frames = take_untouched(count * PAGE_SIZE);
	if (!frames && count > 1)
		frames = take_freed(count);
	for (size_t i = 0; frames && i < count; i++)
		*count_of(frames + i * PAGE_SIZE) = 1;
	if (frames)
		used += count;
	return frames;
}

uintptr_t frames_alloc(size_t count)
{
	uintptr_t interrupts = spin_lock(&lock);
	uintptr_t frames = take(count);

	spin_unlock(&lock, interrupts);
	if (frames)
		memset(direct(frames), 0, count * PAGE_SIZE);
	return frames;
}

uintptr_t frame_alloc(void) { return frames_alloc(1); }

uintptr_t frame_of_zeroes(void) { return zeroes; }

void frame_get(uintptr_t frame)
{
	if (frame != zeroes)
		__atomic_fetch_add(count_of(frame), 1, __ATOMIC_RELAXED);
}

bool frame_shared(uintptr_t frame) { return __atomic_load_n(count_of(frame), __ATOMIC_ACQUIRE) > 1; }

void frame_put(uintptr_t frame)
{
	uintptr_t interrupts;

	if (frame == zeroes)
		return;
	interrupts = spin_lock(&lock);
	if (*count_of(frame) == 0)
		kspawn_panic("double free of a page frame");
	if (__atomic_fetch_sub(count_of(frame), 1, __ATOMIC_ACQ_REL) == 1) {
		give(frame);
		used--;
	}
	spin_unlock(&lock, interrupts);
}

void frames_cached(int more) { __atomic_fetch_add(&cached, more, __ATOMIC_RELAXED); }

size_t frames_used(void) { return used - (size_t)cached; }

size_t frames_total(void) { return (end - first) / PAGE_SIZE; }
