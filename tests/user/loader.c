/* tests/user/loader.c: the interpreter of a dynamic program: finds the program, and enters it */
#include <kspawn_elf.h>

#include "check.h"
#include "dynamic.h"

const char *const check_name = "loader";

enum { ELF_PT_INTERP = 3 };

/* A pointer, so that a static-PIE has something to relocate. */
static const char *const path = DYNAMIC_INTERP;

/* The path by which the program asked, as its headers have it. */
static const char *asked_for(const struct elf_segment *segment, uintptr_t bias)
{
	for (unsigned i = 0; i < aux(AT_PHNUM); i++) {
		if (segment[i].type == ELF_PT_INTERP)
			return (const char *)(segment[i].vaddr + bias);
	}
	return "";
}

/* The first segment that is loaded begins with the headers. */
static uintptr_t bias_of(const struct elf_header *header, const struct elf_segment *segment)
{
	while (segment->type != ELF_PT_LOAD)
		segment++;
	return (uintptr_t)header - segment->vaddr;
}

static void check_program(const struct elf_header *header)
{
	const struct elf_segment *segment = (const struct elf_segment *)aux(AT_PHDR);
	uintptr_t bias = bias_of(header, segment);

	check("the program's headers are its own", memcmp(header->ident, "\177ELF", 4), 0);
	check("the program is not its interpreter", header != &__ehdr_start, 1);
	check("AT_PHENT", (long)aux(AT_PHENT), sizeof(*segment));
	check("AT_PHNUM", (long)aux(AT_PHNUM), header->phnum);
	check("AT_ENTRY", (long)aux(AT_ENTRY), (long)(header->entry + bias));
	check("PT_INTERP", strcmp(asked_for(segment, bias), path), 0);
}

static void check_self(void)
{
	const struct elf_segment *segment = (const struct elf_segment *)((uintptr_t)&__ehdr_start + __ehdr_start.phoff);

	check("AT_BASE", (long)aux(AT_BASE), (long)bias_of(&__ehdr_start, segment));
}

/* Where it is a descriptor, the program has not relocated that yet. */
static dynamic_entry *entry_of(const struct elf_header *header)
{
#ifdef KSPAWN_DESCRIPTORS
	static uintptr_t descriptor[3];
	const uintptr_t *const own = (const uintptr_t *)aux(AT_ENTRY);
	const uintptr_t bias = bias_of(header, (const struct elf_segment *)aux(AT_PHDR));

	descriptor[0] = own[0] + bias;
	descriptor[1] = own[1] + bias;
	return (dynamic_entry *)(uintptr_t)descriptor;
#else
	(void)header;
	return (dynamic_entry *)aux(AT_ENTRY);
#endif
}

int main(int argc, char **argv, char **envp)
{
	const unsigned long *stack = (const unsigned long *)argv - 1;
	const struct elf_header *program = (const struct elf_header *)(aux(AT_PHDR) - sizeof(struct elf_header));

	(void)argc;
	(void)envp;
	check("stack alignment at the first instruction", (long)stack % KSPAWN_STACK_ALIGN, 0);
	check_self();
	check_program(program);
	if (check_end() == 0)
		entry_of(program)(stack);
	return 1;
}
