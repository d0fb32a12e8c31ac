/* tests/user/dynamic.c: a program that asks for an interpreter; prints its arguments, one a line */
#include <kspawn_elf.h>

#include "check.h"
#include "dynamic.h"

const char *const check_name = "dynamic";

/* What a linker makes of a program with shared libraries. */
__attribute__((used, section(".interp"))) static const char interp[] = DYNAMIC_INTERP;

/* Pointers, so that a PIE has something to relocate. */
static const char *const words[] = { "argument", "program" };

__attribute__((visibility("hidden"), noreturn)) void kspawn_start(const unsigned long *stack);
/* Weak, since a port may have its own, where no C runs before kspawn_start. */
__attribute__((visibility("hidden"), weak)) dynamic_entry kspawn_entry;

void kspawn_entry(const unsigned long *stack) { kspawn_start(stack); }

int main(int argc, char **argv, char **envp)
{
	(void)envp;
	check("AT_ENTRY", (long)aux(AT_ENTRY), (long)kspawn_entry);
	check("AT_PHDR", (long)aux(AT_PHDR), (long)&__ehdr_start + (long)__ehdr_start.phoff);
	check("the interpreter is somewhere else", aux(AT_BASE) != (unsigned long)&__ehdr_start, 1);
	print("%s at %p, interpreter at 0x%lx\n", words[1], (const void *)&__ehdr_start, aux(AT_BASE));
	for (int i = 1; i < argc; i++)
		print("%s %d is %s\n", words[0], i, argv[i]);
	return check_end();
}
