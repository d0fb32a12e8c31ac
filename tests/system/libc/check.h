/* tests/system/libc/check.h: NAME, which the file defines, compares and says what differs */
#ifndef LIBC_CHECK_H
#define LIBC_CHECK_H

#include <stdio.h>

static int failed;

static void check(const char *what, long got, long want)
{
	if (got == want)
		return;
	printf(NAME ": %s: got %ld, want %ld\n", what, got, want);
	failed = 1;
}

#endif
