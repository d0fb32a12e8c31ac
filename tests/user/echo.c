/* tests/user/echo.c: what execve hands to a program
 *
 * echo ARG...     prints the arguments, one a line
 * echo -v ARG...  prints argv, envp and auxv
 * echo -x N       exits with status N */
#include <kspawn_elf.h>

#include "check.h"

const char *const check_name = "echo";

extern void _start(void) __attribute__((visibility("hidden")));

/* Pointers, so that a static-PIE has something to relocate. */
static const struct {
	unsigned long type;
	const char *name;
} known[] = {
	{ AT_PHDR, "AT_PHDR" },     { AT_PHENT, "AT_PHENT" },     { AT_PHNUM, "AT_PHNUM" },   { AT_PAGESZ, "AT_PAGESZ" },
	{ AT_BASE, "AT_BASE" },     { AT_ENTRY, "AT_ENTRY" },     { AT_SECURE, "AT_SECURE" }, { AT_RANDOM, "AT_RANDOM" },
	{ AT_EXECFN, "AT_EXECFN" }, { AT_SYSINFO, "AT_SYSINFO" },
};

static bool has(unsigned long type)
{
	for (const unsigned long *entry = kspawn_auxv; entry[0] != AT_NULL; entry += 2) {
		if (entry[0] == type)
			return true;
	}
	return false;
}

static void check_random(void)
{
	const unsigned char *bytes = (const unsigned char *)aux(AT_RANDOM);
	int any = 0;

	check("AT_RANDOM", bytes != NULL, 1);
	for (int i = 0; bytes && i < 16; i++)
		any |= bytes[i];
	check("AT_RANDOM is random", any != 0, 1);
}

static void check_auxv(void)
{
	const char *path = (const char *)aux(AT_EXECFN);

	check("AT_PAGESZ is a power of two", aux(AT_PAGESZ) >= 4096 && !(aux(AT_PAGESZ) & (aux(AT_PAGESZ) - 1)), 1);
	check("AT_PHDR", (long)aux(AT_PHDR), (long)&__ehdr_start + (long)__ehdr_start.phoff);
	check("AT_PHENT", (long)aux(AT_PHENT), __ehdr_start.phentsize);
	check("AT_PHNUM", (long)aux(AT_PHNUM), __ehdr_start.phnum);
	check("AT_ENTRY", (long)aux(AT_ENTRY), (long)_start);
	check("AT_BASE", (long)aux(AT_BASE), 0);
	check("AT_SECURE is there", has(AT_SECURE), 1);
	check("AT_SECURE", (long)aux(AT_SECURE), 0);
	check("AT_EXECFN", path && *path, 1);
	check_random();
}

static void check_stack(int argc, char **argv, char **envp)
{
	check("stack alignment at the first instruction", ((long)argv - (long)sizeof(long)) % KSPAWN_STACK_ALIGN, 0);
	check("argv ends with NULL", (long)argv[argc], 0);
	check("argc", argc == 0 || argv[argc - 1] != NULL, 1);
	check("envp follows argv", (long)envp, (long)(argv + argc + 1));
}

static void show(int argc, char **argv, char **envp)
{
	print("argc=%d\n", argc);
	for (int i = 0; i < argc; i++)
		print("argv[%d]=%s\n", i, argv[i]);
	for (int i = 0; envp[i]; i++)
		print("envp[%d]=%s\n", i, envp[i]);
	for (size_t i = 0; i < sizeof(known) / sizeof(*known); i++) {
		if (has(known[i].type))
			print("%s=0x%lx\n", known[i].name, aux(known[i].type));
	}
	print("path=%s\n", (const char *)aux(AT_EXECFN));
}

int main(int argc, char **argv, char **envp)
{
	bool exits = argc == 3 && strcmp(argv[1], "-x") == 0;
	bool verbose = argc > 1 && strcmp(argv[1], "-v") == 0;
	int failed;

	check_stack(argc, argv, envp);
	check_auxv();
	if (verbose)
		show(argc, argv, envp);
	for (int i = 1; i < argc && !exits && !verbose; i++)
		print("%s\n", argv[i]);
	failed = check_end();
	return exits && !failed ? number(argv[2]) : failed;
}
