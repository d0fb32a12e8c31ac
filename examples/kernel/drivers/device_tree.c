/* drivers/device_tree.c: the machine as a flattened device tree describes it (Devicetree Specification 0.4, 5) */
#include "kernel.h"
#include "device_tree.h"

enum { BEGIN_NODE = 1, END_NODE = 2, PROPERTY = 3, NOTHING = 4 };

static uint32_t big(const void *at)
{
	const uint8_t *b = at;

	return (uint32_t)b[0] << 24 | (uint32_t)b[1] << 16 | (uint32_t)b[2] << 8 | b[3];
}

static uint64_t number(const char *value, uint32_t size)
{
	return size == 8 ? (uint64_t)big(value) << 32 | big(value + 4) : big(value);
}

static void chosen(const char *name, const char *value, uint32_t size)
{
	if (strcmp(name, "bootargs") == 0)
		memcpy(boot.options, value, size < sizeof(boot.options) ? size : sizeof(boot.options) - 1);
	else if (strcmp(name, "linux,initrd-start") == 0)
		boot.archive = number(value, size);
	else if (strcmp(name, "linux,initrd-end") == 0)
		boot.archive_size = number(value, size); /* less the start, once both are known */
}

/* Words in an address and in a size, as the root says. */
static uint32_t address_cells = 2, size_cells = 1;

static void root(const char *name, const char *value)
{
	if (strcmp(name, "#address-cells") == 0)
		address_cells = big(value);
	else if (strcmp(name, "#size-cells") == 0)
		size_cells = big(value);
}

static void memory(const char *name, const char *value)
{
	if (strcmp(name, "reg") == 0)
		boot.ram_end = number(value, 4 * address_cells) + number(value + 4 * address_cells, 4 * size_cells);
}

void device_tree_read(const void *tree, uint32_t *ticks_per_second)
{
	const char *at = (const char *)tree + big((const char *)tree + 8),
		   *strings = (const char *)tree + big((const char *)tree + 12);
	const char *node = "";

	for (uint32_t token = big(at);; token = big(at)) {
		at += 4;
		if (token == BEGIN_NODE) {
			node = at;
			at += (strlen(at) + 4) & ~3ul;
		} else if (token == PROPERTY) {
			const uint32_t size = big(at);
			const char *name = strings + big(at + 4), *value = at + 8;
			if (strcmp(node, "chosen") == 0)
				chosen(name, value, size);
			else if (strncmp(node, "memory@", 7) == 0)
				memory(name, value);
			else if (!*node)
				root(name, value);
			else if (strcmp(name, "timebase-frequency") == 0)
				*ticks_per_second = (uint32_t)number(value, size);
			at = value + ((size + 3) & ~3ul);
		} else if (token != END_NODE && token != NOTHING) {
			break;
		}
	}
	boot.archive_size -= boot.archive;
}
