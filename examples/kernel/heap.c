/* heap.c: memory in pieces of a few sizes below a page; a page whose pieces are all free goes back, except the last of a size */
#include "kernel.h"

/* The last two fill a page with three pieces, and with two. */
static const uint16_t sizes[] = { 32, 64, 128, 256, 512, 1344, 2016 };

enum { CLASSES = sizeof(sizes) / sizeof(*sizes), HEADER = 64 };

/* Begins per page of pieces; what is larger than a piece of the last class has a page without. */
struct slab {
	struct slab *next, **prev; /* the slabs of the class with a free piece */
	void *free;                /* linked through their first word */
	uint32_t used, class;
};

enum { POISON = 0xa5 };

static struct spinlock lock;
static struct slab *partial[CLASSES];
static bool poisons; /* "poison=1": what is freed is overwritten, so that a use of it does not go unseen */

void heap_start(void) { poisons = boot_option("poison", false); }

static size_t piece(unsigned class) { return sizes[class]; }

static void link_slab(struct slab *slab)
{
	struct slab **list = &partial[slab->class];

	slab->next = *list;
	slab->prev = list;
	if (*list)
		(*list)->prev = &slab->next;
	*list = slab;
}

static void unlink_slab(struct slab *slab)
{
	*slab->prev = slab->next;
	if (slab->next)
		slab->next->prev = slab->prev;
}

static struct slab *new_slab(unsigned class)
{
	const uintptr_t frame = frame_alloc();
	struct slab *slab = direct(frame);

	if (!frame)
		return NULL;
	slab->class = class;
	for (size_t at = HEADER; at + piece(class) <= PAGE_SIZE; at += piece(class)) {
		void **free = (void **)((char *)slab + at);
		if (poisons)
			memset(free, POISON, piece(class));
		*free = slab->free;
		slab->free = free;
	}
	link_slab(slab);
	frames_cached(1);
	return slab;
}

/* Behind the link of the list. */
static void check_poison(const void *freed, unsigned class)
{
	const unsigned char *at = freed;

	for (size_t i = sizeof(void *); poisons && i < piece(class); i++) {
		if (at[i] != POISON)
			kspawn_panic("freed memory of the heap was written to");
	}
}

static void *take(unsigned class)
{
	struct slab *slab = partial[class] ? partial[class] : new_slab(class);
	void **taken;

	if (!slab)
		return NULL;
	taken = slab->free;
	check_poison(taken, class);
	slab->free = *taken;
	if (slab->used++ == 0)
		frames_cached(-1);
	if (!slab->free)
		unlink_slab(slab);
	return taken;
}

void *heap_alloc(size_t size)
{
	unsigned class = 0;
	uintptr_t frame, interrupts;
	void *at;

	while (class < CLASSES && piece(class) < size)
		class ++;
	if (class == CLASSES) {
		frame = size <= PAGE_SIZE ? frame_alloc() : 0;
		return frame ? direct(frame) : NULL;
	}
	interrupts = spin_lock(&lock);
	at = take(class);
	spin_unlock(&lock, interrupts);
	return at ? memset(at, 0, size) : NULL;
}

/* No piece of it is in use. One such slab stays, or a piece that comes and goes would take a new page each time. */
static void retire(struct slab *slab)
{
	if (partial[slab->class] == slab && !slab->next) {
		frames_cached(1);
		return;
	}
	unlink_slab(slab);
	frame_put((uintptr_t)slab - DIRECT);
}

void heap_free(void *at)
{
	struct slab *slab = (struct slab *)PAGE_DOWN(at);
	uintptr_t interrupts;

	if (!at)
		return;
	if (at == slab) {
		frame_put((uintptr_t)at - DIRECT);
		return;
	}
	interrupts = spin_lock(&lock);
	if (!slab->free)
		link_slab(slab);
	if (poisons)
		memset(at, POISON, piece(slab->class));
	*(void **)at = slab->free;
	slab->free = at;
	if (--slab->used == 0)
		retire(slab);
	spin_unlock(&lock, interrupts);
}

char *heap_string(const char *s)
{
	char *copy = heap_alloc(strlen(s) + 1);

	return copy ? memcpy(copy, s, strlen(s) + 1) : NULL;
}
