/* contents.c: what a file holds: the archive's own bytes, or pages once it was written to */
#include "file.h"

static size_t pages_written; /* at most half of the memory, or none would be left to remove a file */

enum { TABLES = 64, TABLE_PAGES = PAGE_SIZE / sizeof(void *), FILE_PAGES = TABLES * TABLE_PAGES };

/* Where the address of a page is kept; NULL: nowhere, or no memory. */
static void **slot_of(struct node *node, size_t page, bool make)
{
	void ***table;

	if (page >= FILE_PAGES)
		return NULL;
	if (!node->tables && make)
		node->tables = heap_alloc(TABLES * sizeof(*node->tables));
	if (!node->tables)
		return NULL;
	table = &node->tables[page / TABLE_PAGES];
	if (!*table && make)
		*table = heap_alloc(PAGE_SIZE);
	return *table ? &(*table)[page % TABLE_PAGES] : NULL;
}

static void *page_of(struct node *node, size_t page, bool make)
{
	void **slot = slot_of(node, page, make);

	if (slot && !*slot && make && pages_written < frames_total() / 2) {
		const uintptr_t frame = frame_alloc();
		*slot = frame ? direct(frame) : NULL;
		__atomic_fetch_add(&pages_written, frame != 0, __ATOMIC_RELAXED);
	}
	return slot ? *slot : NULL;
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

/* What the archive has is mapped as a copy, unless someone may write it. */
int node_frame(struct node *node, uint64_t offset, bool written, uintptr_t *frame)
{
	int err = 0;

	*frame = 0;
	mutex_lock(&files_lock);
	if (offset >= node->size)
		err = -EIO;
	else if (written)
		err = make_writable(node) ? -ENOMEM : 0;
	if (!err && !node->archived) {
		void *page = page_of(node, offset / PAGE_SIZE, true);
		err = page ? 0 : -ENOMEM;
		*frame = page ? (uintptr_t)page - DIRECT : 0;
	}
	if (*frame)
		frame_get(*frame);
	mutex_unlock(&files_lock);
	return err;
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

/* The pages of a table from `first` on. */
static void drop_pages(void **table, size_t first)
{
	for (size_t page = first; page < TABLE_PAGES; page++) {
		if (!table[page])
			continue;
		frame_put((uintptr_t)table[page] - DIRECT);
		table[page] = NULL;
		__atomic_fetch_sub(&pages_written, 1, __ATOMIC_RELAXED); /* the lock may be another's */
	}
}

static void drop_from(struct node *node, size_t first)
{
	for (size_t n = first / TABLE_PAGES; node->tables && n < TABLES; n++) {
		const size_t kept = n == first / TABLE_PAGES ? first % TABLE_PAGES : 0;

		if (node->tables[n])
			drop_pages(node->tables[n], kept);
		if (kept)
			continue;
		heap_free(node->tables[n]);
		node->tables[n] = NULL;
	}
	if (first)
		return;
	heap_free(node->tables);
	node->tables = NULL;
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
	drop_from(node, PAGE_UP(size) / PAGE_SIZE);
	last = page_of(node, size / PAGE_SIZE, false);
	if (last)
		memset(last + size % PAGE_SIZE, 0, PAGE_SIZE - size % PAGE_SIZE);
	node->size = size;
	return 0;
}

int64_t node_size(const struct node *node)
{
	int64_t size;

	mutex_lock(&files_lock);
	size = (int64_t)node->size;
	mutex_unlock(&files_lock);
	return size;
}
