/* contents.c: what a file holds: the archive's own bytes, or pages once it was written to */
#include "file.h"

static size_t pages_written; /* at most half of the memory, or none would be left to remove a file */

static void *page_of(struct node *node, size_t page, bool make)
{
	if (page >= FILE_PAGES || (!node->pages && !make))
		return NULL;
	if (!node->pages && !(node->pages = heap_alloc(FILE_PAGES * sizeof(void *))))
		return NULL;
	if (!node->pages[page] && make && pages_written < frames_total() / 2) {
		const uintptr_t frame = frame_alloc();
		node->pages[page] = frame ? direct(frame) : NULL;
		__atomic_fetch_add(&pages_written, frame != 0, __ATOMIC_RELAXED);
	}
	return node->pages[page];
}

/* What the archive has cannot be written to in place. */
static int make_writable(struct node *node)
{
	const char *archived = node->archived;
	const size_t size = node->size;

	if (!archived)
		return 0;
	node->archived = NULL;
	node->size = 0;
	if (node_write(node, 0, archived, size) == (long)size)
		return 0;
	node_truncate(node, 0);
	node->archived = archived;
	node->size = size;
	return -ENOSPC;
}

long node_write(struct node *node, uint64_t offset, const void *from, size_t n)
{
	size_t done = 0;
	int err = make_writable(node);

	while (!err && done < n) {
		const uint64_t at = offset + done;
		const size_t in_page = at % PAGE_SIZE;
		const size_t part = n - done < PAGE_SIZE - in_page ? n - done : PAGE_SIZE - in_page;
		char *page = page_of(node, at / PAGE_SIZE, true);

		if (!page)
			return done ? (long)done : -ENOSPC;
		memcpy(page + in_page, (const char *)from + done, part);
		done += part;
		if (at + part > node->size)
			node->size = at + part;
	}
	return err ? err : (long)done;
}

long node_get_data(struct node *node, uint64_t offset, void *to, size_t n)
{
	if (offset >= node->size)
		return 0;
	if (n > node->size - offset)
		n = node->size - offset;
	if (node->archived) {
		memcpy(to, node->archived + offset, n);
		return (long)n;
	}
	for (size_t done = 0; done < n;) {
		const size_t in_page = (offset + done) % PAGE_SIZE;
		const size_t part = n - done < PAGE_SIZE - in_page ? n - done : PAGE_SIZE - in_page;
		const char *page = page_of(node, (offset + done) / PAGE_SIZE, false);

		if (page)
			memcpy((char *)to + done, page + in_page, part);
		else
			memset((char *)to + done, 0, part);
		done += part;
	}
	return (long)n;
}

long node_read(struct node *node, uint64_t offset, void *to, size_t n)
{
	long got;

	mutex_lock(&files_lock);
	got = node_get_data(node, offset, to, n);
	mutex_unlock(&files_lock);
	return got;
}

/* Pages beyond the end go, and what is left of the last one is zero. */
int node_truncate(struct node *node, uint64_t size)
{
	int err = size ? make_writable(node) : 0;
	char *last;

	if (err)
		return err;
	if (size > FILE_PAGES * PAGE_SIZE)
		return -EFBIG;
	node->archived = NULL;
	for (size_t page = PAGE_UP(size) / PAGE_SIZE; node->pages && page < FILE_PAGES; page++) {
		if (!node->pages[page])
			continue;
		frame_put((uintptr_t)node->pages[page] - DIRECT);
		node->pages[page] = NULL;
		__atomic_fetch_sub(&pages_written, 1, __ATOMIC_RELAXED); /* the lock may be another's */
	}
	last = page_of(node, size / PAGE_SIZE, false);
	if (last)
		memset(last + size % PAGE_SIZE, 0, PAGE_SIZE - size % PAGE_SIZE);
	if (size == 0) {
		heap_free(node->pages);
		node->pages = NULL;
	}
	node->size = size;
	return 0;
}
