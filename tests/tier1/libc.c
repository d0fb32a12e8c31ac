/* tests/tier1/libc.c: as much of C's library as the tests and the core use, on the port's start.S */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

/* The linker collects them. */
typedef void function(void);
#define HIDDEN extern __attribute__((visibility("hidden")))
HIDDEN function *__init_array_start[], *__init_array_end[], *__fini_array_start[], *__fini_array_end[];

int main(void);
void tier1_start(char **stack);
static char **environment;

/* At `stack` Linux has argc, argv[], NULL, the environment and NULL. */
void tier1_start(char **stack)
{
	environment = stack + 2 + (intptr_t)stack[0];
	for (function **f = __init_array_start; f < __init_array_end; f++)
		(*f)();
	exit(main());
}

void exit(int status)
{
	for (function **f = __fini_array_start; f < __fini_array_end; f++)
		(*f)();
	_exit(status);
}

void abort(void) { _exit(134); }

const char *getenv(const char *name)
{
	const size_t n = strlen(name);

	for (char **entry = environment; *entry; entry++)
		if (memcmp(*entry, name, n) == 0 && (*entry)[n] == '=')
			return *entry + n + 1;
	return NULL;
}

/* A block is freed to a list, and taken from it by a request that is not larger. */
struct block {
	size_t size;
	struct block *next;
	_Alignas(16) unsigned char bytes[];
};
static struct block *freed;
static _Alignas(16) unsigned char memory[16 << 20];
static size_t used;

void *malloc(size_t size)
{
	for (struct block **at = &freed; *at; at = &(*at)->next)
		if ((*at)->size >= size) {
			struct block *found = *at;

			*at = found->next;
			return found->bytes;
		}
	size = (size + 15) & ~(size_t)15;
	if (size > sizeof memory - sizeof(struct block) - used)
		return NULL;
	struct block *made = (struct block *)(memory + used);
	made->size = size;
	used += sizeof *made + size;
	return made->bytes;
}

void *calloc(size_t count, size_t size)
{
	void *made = malloc(count * size);

	return made ? memset(made, 0, count * size) : NULL;
}

void free(void *at)
{
	if (!at)
		return;
	struct block *block = (struct block *)((unsigned char *)at - offsetof(struct block, bytes));
	block->next = freed;
	freed = block;
}
