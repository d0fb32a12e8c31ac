/* memory.c: address spaces, and copies from and to them */
#include "kernel.h"

struct kspawn_mm *mm_new(void)
{
	struct kspawn_mm *mm = (struct kspawn_mm *)frame_alloc(); /* your own memory: a heap would take less than a page */

	if (!mm)
		return NULL;
	mm->refs = 1;
	mm->root = page_root_new();
	if (mm->root)
		return mm;
	frame_free((uintptr_t)mm);
	return NULL;
}

void mm_put(struct kspawn_mm *mm)
{
	if (!mm || --mm->refs)
		return;
	page_root_free(mm->root);
	frame_free((uintptr_t)mm);
}

/* By the kernel's own addresses of the pages, never by the program's. */
int mm_copy(struct kspawn_mm *mm, uintptr_t user, void *kernel, size_t n, enum copy how)
{
	while (n) {
		const size_t offset = user % PAGE, part = n < PAGE - offset ? n : PAGE - offset;
		char *page = mm ? page_find(mm->root, user, how == COPY_OUT) : NULL;
		if (!page)
			return -EFAULT;
		if (how == COPY_IN)
			memcpy(kernel, page + offset, part);
		else
			memcpy(page + offset, kernel, part);
		user += part;
		kernel = (char *)kernel + part;
		n -= part;
	}
	return 0;
}
