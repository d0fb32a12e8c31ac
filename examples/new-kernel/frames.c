/* frames.c: pages of memory, in a list of free ones */
#include "kernel.h"

static uintptr_t free_list; /* each has the address of the next in its first word */
static uintptr_t untouched, end;

void frames_start(uintptr_t from, uintptr_t to)
{
	untouched = PAGE_UP(from);
	end = to;
}

static uintptr_t take(void)
{
	uintptr_t frame = free_list;

	if (frame) {
		free_list = *(uintptr_t *)frame;
	} else if (untouched < end) {
		frame = untouched;
		untouched += PAGE;
	}
	return frame;
}

uintptr_t frame_alloc(void)
{
	const uintptr_t frame = take();

	if (frame)
		memset((void *)frame, 0, PAGE);
	return frame;
}

void frame_free(uintptr_t frame)
{
	*(uintptr_t *)frame = free_list;
	free_list = frame;
}
