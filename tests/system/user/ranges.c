/* tests/system/user/ranges.c: munmap and mprotect of nothing, of odd ranges and over holes, as Linux 6.18 answers */
#include "system.h"

const char *const check_name = "ranges";

enum { EINVAL = 22, PAGES = 5 };

static long munmap(long at, long len) { return call(__NR_munmap, at, len, 0, 0); }
static long mprotect(long at, long len, int prot) { return call(__NR_mprotect, at, len, prot, 0); }

static void nothing(long at)
{
	check("munmap of nothing", munmap(at, 0), -EINVAL);
	check("munmap of nothing nowhere", munmap(0, 0), -EINVAL);
	check("munmap of an odd address", munmap(at + 1, PAGE), -EINVAL);
	check("munmap of more than there can be", munmap(at, -PAGE), -EINVAL);
	check("munmap of a length that wraps", munmap(at, -1), -EINVAL);
	check("mprotect of nothing", mprotect(at, 0, PROT_READ), 0);
	check("mprotect of nothing at an odd address", mprotect(at + 1, 0, PROT_READ), -EINVAL);
	check("mprotect of an odd address", mprotect(at + 1, PAGE, PROT_READ), -EINVAL);
	check("mprotect of more than there can be", mprotect(at, -PAGE, PROT_READ), -KSPAWN_ENOMEM);
	check("mprotect of a length that wraps", mprotect(at, -1, PROT_READ), -KSPAWN_ENOMEM);
}

static int writes(long at) { return *(volatile char *)at = 1, 0; }

static void may_write(const char *what, long at, bool may)
{
	check_child(what, fork_run(writes, at), may ? EXITED(0) : KILLED(SIGSEGV));
}

/* The page at `at` and the fifth are there, the third is not. What is before the hole has changed. */
static void holes(long at)
{
	check("munmap", munmap(at + 2 * PAGE, PAGE), 0);
	check("munmap of a hole", munmap(at + 2 * PAGE, PAGE), 0);
	check("mprotect over a hole", mprotect(at, PAGES * PAGE, PROT_READ), -KSPAWN_ENOMEM);
	may_write("before the hole", at + PAGE, false);
	may_write("after the hole", at + 3 * PAGE, true);
	check("mprotect from a hole on", mprotect(at + 2 * PAGE, 2 * PAGE, PROT_READ), -KSPAWN_ENOMEM);
	may_write("after the hole", at + 3 * PAGE, true);
	check("mprotect of a hole", mprotect(at + 2 * PAGE, PAGE, PROT_READ), -KSPAWN_ENOMEM);
	check("mprotect up to the hole", mprotect(at, 2 * PAGE, PROT_RW), 0);
	may_write("before the hole", at + PAGE, true);
	check("mprotect into the hole", mprotect(at + PAGE, 2 * PAGE, PROT_READ), -KSPAWN_ENOMEM);
	may_write("the first", at, true);
	may_write("the second", at + PAGE, false);
	check("munmap over a hole", munmap(at, PAGES * PAGE), 0);
	may_write("all is unmapped", at + 3 * PAGE, false);
}

int main(int argc, char **argv, char **envp)
{
	const long at = map(0, PAGES * PAGE, MAP_PRIVATE);

	(void)argc;
	(void)argv;
	(void)envp;
	check("mmap", at > 0, 1);
	nothing(at);
	holes(at);
	return check_end();
}
