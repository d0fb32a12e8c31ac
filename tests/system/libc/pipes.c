/* tests/system/libc/pipes.c: the size of a pipe and what waits in it, and the list of open files */
#define _GNU_SOURCE
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#define NAME "pipes"
#include "check.h"

static void check_size(void)
{
	int ends[2], waiting = -1;
	long size;
	char *bytes;

	check("pipe2", pipe2(ends, O_NONBLOCK), 0);
	check("the least size is a page", fcntl(ends[0], F_SETPIPE_SZ, 0), sysconf(_SC_PAGESIZE));
	size = fcntl(ends[1], F_GETPIPE_SZ);
	check("the same of the other end", size, sysconf(_SC_PAGESIZE));
	bytes = calloc(1, (size_t)size);
	check("a full pipe", write(ends[1], bytes, (size_t)size), size);
	check("one byte more", write(ends[1], "", 1), -1);
	check("its error", errno, EAGAIN);
	check("FIONREAD", ioctl(ends[0], FIONREAD, &waiting), 0);
	check("what waits", waiting, size);
	check("read", read(ends[0], bytes, 10), 10);
	check("FIONREAD of the other end", ioctl(ends[1], FIONREAD, &waiting), 0);
	check("what is left", waiting, size - 10);
	close(ends[0]);
	close(ends[1]);
	ends[0] = open("/tmp/pipes", O_RDWR | O_CREAT, 0600);
	check("a file has no pipe", fcntl(ends[0], F_GETPIPE_SZ), -1);
	check("its error", errno, EBADF);
	close(ends[0]);
	free(bytes);
}

static int count_files(int *highest)
{
	DIR *list = opendir("/proc/self/fd");
	const struct dirent *entry;
	int count = 0;

	if (!list)
		return -1;
	*highest = -1;
	while ((entry = readdir(list))) {
		const int fd = atoi(entry->d_name);
		if (*entry->d_name == '.' || fd == dirfd(list))
			continue;
		if (fd > *highest)
			*highest = fd;
		count++;
	}
	closedir(list);
	return count;
}

static void check_list(void)
{
	int highest, more;
	const int before = count_files(&highest);

	check("open files at the start", before >= 3, 1);
	more = fcntl(1, F_DUPFD, highest + 2);
	check("one more", count_files(&highest), before + 1);
	check("its number", highest, more);
	close(more);
	check("one less", count_files(&highest), before);
}

int main(void)
{
	check_size();
	check_list();
	printf("pipes: %s\n", failed ? "failed" : "ok");
	return failed;
}
