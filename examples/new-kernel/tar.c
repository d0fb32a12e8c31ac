/* tar.c: the files of root.tar, which is in the kernel's image (POSIX, pax, "ustar Interchange Format") */
#include "kernel.h"

extern const char root_tar[], root_tar_end[]; /* root.S */

enum { BLOCK = 512, MODE = 100, SIZE = 124, NUMBER = 12 };

static size_t octal(const char *at)
{
	size_t value = 0;

	for (const char *end = at + NUMBER; at < end && *at >= '0' && *at <= '7'; at++)
		value = value * 8 + (size_t)(*at - '0');
	return value;
}

/* The names are relative, as "./init". */
static const char *plain(const char *name)
{
	while (*name == '/' || (name[0] == '.' && name[1] == '/'))
		name++;
	return name;
}

int file_find(const char *path, struct file *out)
{
	for (const char *at = root_tar; at < root_tar_end && *at;) {
		const size_t size = octal(at + SIZE);
		if (same_text(plain(at), plain(path))) {
			*out = (struct file){ at + BLOCK, size };
			return octal(at + MODE) & 0111 ? 0 : -EACCES;
		}
		at += BLOCK + (size + BLOCK - 1) / BLOCK * BLOCK;
	}
	return -ENOENT;
}
