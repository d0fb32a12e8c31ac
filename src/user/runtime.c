/* src/user/runtime.c: from the first stack to main, and the functions compilers call */
#include <kspawn_elf.h>
#include <kspawn_user.h>

void (*kspawn_gate)(void);
const unsigned long *kspawn_auxv;

#ifndef KSPAWN_USER_HEADER /* of a port whose programs read their own addresses from a table */
#define KSPAWN_USER_HEADER() (&__ehdr_start)
#endif

__attribute__((visibility("hidden"), noreturn)) void kspawn_start(const unsigned long *stack);
__attribute__((visibility("hidden"), noreturn)) void kspawn_thread_start(int (*fn)(void *), void *arg);

unsigned long aux(unsigned long type)
{
	for (const unsigned long *entry = kspawn_auxv; entry[0] != AT_NULL; entry += 2) {
		if (entry[0] == type)
			return entry[1];
	}
	return 0;
}

/* What `tag` of the dynamic section has, or 0. */
static uintptr_t dynamic_value(const struct elf_dynamic *dynamic, intptr_t tag)
{
	for (; dynamic->tag; dynamic++) {
		if (dynamic->tag == tag)
			return dynamic->value;
	}
	return 0;
}

static void apply(uintptr_t table, size_t size, size_t step, uintptr_t bias)
{
	for (size_t at = 0; at < size; at += step) {
		const struct elf_rela *rela = (const struct elf_rela *)(table + bias + at);
		uintptr_t *place = (uintptr_t *)(rela->offset + bias);

		if (rela->info == KSPAWN_USER_R_RELATIVE) /* of no symbol */
			*place = bias + (step == sizeof(*rela) ? (uintptr_t)rela->addend : *place);
	}
}

/* A word is the address of a place, or has its lowest bit set: then each other bit
 * is a place, the lowest right after the earlier ones. (System V ABI, 5.3) */
static void apply_relr(uintptr_t table, size_t size, uintptr_t bias)
{
	const uintptr_t *word = (const uintptr_t *)(table + bias), *end = word + size / sizeof(*word);
	uintptr_t *place = 0;

	for (; word < end; word++) {
		if (!(*word & 1)) {
			place = (uintptr_t *)(*word + bias);
			*place++ += bias;
			continue;
		}
		for (uintptr_t bits = *word >> 1, i = 0; bits; bits >>= 1, i++) {
			if (bits & 1)
				place[i] += bias;
		}
		place += 8 * sizeof(*word) - 1;
	}
}

static void apply_all(const struct elf_dynamic *dynamic, uintptr_t bias)
{
	const size_t rel_size = offsetof(struct elf_rela, addend);

	apply(dynamic_value(dynamic, ELF_DT_RELA), dynamic_value(dynamic, ELF_DT_RELASZ), sizeof(struct elf_rela), bias);
	apply(dynamic_value(dynamic, ELF_DT_REL), dynamic_value(dynamic, ELF_DT_RELSZ), rel_size, bias);
	apply_relr(dynamic_value(dynamic, ELF_DT_RELR), dynamic_value(dynamic, ELF_DT_RELRSZ), bias);
}

/* Only a static-PIE has a dynamic section. Nothing here may need a relocation. */
static void relocate(void)
{
	const struct elf_header *header = KSPAWN_USER_HEADER();
	uintptr_t base = (uintptr_t)header;
	const struct elf_segment *segment = (const struct elf_segment *)(base + header->phoff);
	unsigned first = 0;
	uintptr_t bias;

	while (segment[first].type != ELF_PT_LOAD)
		first++;
	bias = base - segment[first].vaddr;
	for (unsigned i = 0; i < header->phnum; i++) {
		if (segment[i].type == ELF_PT_DYNAMIC)
			apply_all((const struct elf_dynamic *)(segment[i].vaddr + bias), bias);
	}
}

/* `stack` is as execve left it: argc, argv, NULL, envp, NULL, auxv. */
void kspawn_start(const unsigned long *stack)
{
	int argc = (int)stack[0];
	char **argv = (char **)(stack + 1);
	char **envp = argv + argc + 1;
	char **end = envp;

	relocate();
	while (*end)
		end++;
	kspawn_auxv = (const unsigned long *)(end + 1);
	kspawn_gate = aux(AT_SYSINFO) ? (void (*)(void))aux(AT_SYSINFO) : kspawn_machine_call;
	sys_exit_group(main(argc, argv, envp));
}

void kspawn_thread_start(int (*fn)(void *), void *arg) { sys_exit(fn(arg)); }

/* The accesses are volatile lest a compiler see a memcpy in them, and call it. */
void *memcpy(void *to, const void *from, size_t n)
{
	for (size_t i = 0; i < n; i++)
		((volatile char *)to)[i] = ((const char *)from)[i];
	return to;
}

void *memmove(void *to, const void *from, size_t n)
{
	if ((uintptr_t)to - (uintptr_t)from >= n)
		return memcpy(to, from, n);
	while (n--)
		((volatile char *)to)[n] = ((const char *)from)[n];
	return to;
}

void *memset(void *to, int byte, size_t n)
{
	for (size_t i = 0; i < n; i++)
		((volatile char *)to)[i] = (char)byte;
	return to;
}

int memcmp(const void *a, const void *b, size_t n)
{
	const volatile unsigned char *x = a, *y = b;

	for (size_t i = 0; i < n; i++) {
		if (x[i] != y[i])
			return x[i] - y[i];
	}
	return 0;
}

size_t strlen(const char *s)
{
	size_t n = 0;

	while (((const volatile char *)s)[n])
		n++;
	return n;
}

int strcmp(const char *a, const char *b)
{
	while (*a && *a == *b) {
		a++;
		b++;
	}
	return (unsigned char)*a - (unsigned char)*b;
}
