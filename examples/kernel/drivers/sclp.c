/* sclp.c: the service-call logical processor
 *
 * A command's control block is in real storage below 2 GiB. No public manual describes it: its layouts are in QEMU's
 * include/hw/s390x/event-facility.h and sclp.h. */
#include "sclp.h"

#include "../kernel.h"

enum { READ_INFO = 0x20001, WRITE_MASK = 0x780005, WRITE_EVENT = 0x760005, READ_EVENT = 0x770005 };
enum { MESSAGE = 2, TERMINAL = 26, TEXT = 4, DOCUMENT = 1, LINE = 1024 };
#define MASK_OF(event) (1u << (32 - (event)))
#define TAG 0xd4c4c240 /* "MDB " */

/* The header of a block, and what follows it for each command. */
struct block {
	uint16_t length;
	uint8_t function, control[3];
	uint16_t response;
	union {
		struct {
			uint16_t increments;
			uint8_t megabytes; /* of each */
		} info;
		struct {
			uint16_t reserved, size;
			uint32_t receive, send, may_receive, may_send;
		} mask;
		struct {
			uint16_t length;
			uint8_t type, flags;
			uint16_t reserved;
			union {
				char text[PAGE_SIZE - 14];
				struct {
					uint16_t length, type;
					uint32_t tag, revision;
					uint16_t object_length, object_type, flags;
					uint8_t alarm, reserved[3];
					uint8_t text[LINE];
				} __attribute__((packed)) message;
			};
		} __attribute__((packed)) event;
	};
};

/* Returns true if the command has done what it should. QEMU has executed it when SERVC ends; the interruption that says so
 * stays masked. */
static bool call(uint32_t command, struct block *block, size_t length)
{
	unsigned condition;

	block->length = (uint16_t)length;
	block->response = 0;
	do
		__asm__ volatile(".insn rre, 0xb2200000, %1, %2\n\tipm %0\n\tsrl %0, 28"
				 : "=d"(condition)
				 : "d"(command), "d"((uintptr_t)block - DIRECT)
				 : "cc", "memory");
	while (condition == 2);
	return condition == 0 && !(block->response >> 8);
}

static struct block block __attribute__((aligned(4096)));
static struct spinlock lock; /* of it, of the line, and of what was read */

void sclp_start(void)
{
	block = (struct block){ .mask = {
					.size = 4, .receive = MASK_OF(TERMINAL), .send = MASK_OF(TERMINAL) | MASK_OF(MESSAGE) } };
	call(WRITE_MASK, &block, offsetof(struct block, mask) + sizeof(block.mask));
}

uint64_t sclp_memory(void)
{
	memset(&block, 0, sizeof(block));
	return call(READ_INFO, &block, sizeof(block)) ? (uint64_t)block.info.increments * block.info.megabytes << 20 : 0;
}

static void write_event(uint8_t type, size_t length)
{
	block.function = 0;
	memset(block.control, 0, sizeof(block.control));
	block.event.length = (uint16_t)length;
	block.event.type = type;
	block.event.flags = 0;
	call(WRITE_EVENT, &block, offsetof(struct block, event) + length);
}

void sclp_terminal_put(char c)
{
	const uintptr_t interrupts = spin_lock(&lock);

	block.event.text[0] = c;
	write_event(TERMINAL, offsetof(struct block, event.text) + 1 - offsetof(struct block, event));
	spin_unlock(&lock, interrupts);
}

/* A byte that says what text it is comes before it. */
static size_t read_event(char *to)
{
	memset(&block, 0, offsetof(struct block, event.text));
	if (!call(READ_EVENT, &block, sizeof(block)) || block.event.type != TERMINAL)
		return 0;
	memcpy(to, block.event.text + 1, block.event.length);
	return block.event.length - (offsetof(struct block, event.text) - offsetof(struct block, event)) - 1;
}

int sclp_terminal_get(void)
{
	static char text[PAGE_SIZE];
	static size_t at, end;
	const uintptr_t interrupts = spin_lock(&lock);
	int c;

	if (at == end) {
		at = 0;
		end = read_event(text);
	}
	c = at < end ? (unsigned char)text[at++] : -1;
	spin_unlock(&lock, interrupts);
	return c;
}

/* ---- lines, in EBCDIC (code page 37, characters 32 to 126) ---- */

enum { NEW_LINE = 0x15 };

static uint8_t ebcdic(char c)
{
	static const uint8_t table[] = {
		0x40, 0x5a, 0x7f, 0x7b, 0x5b, 0x6c, 0x50, 0x7d, 0x4d, 0x5d, 0x5c, 0x4e, 0x6b, 0x60, 0x4b, 0x61, 0xf0, 0xf1, 0xf2,
		0xf3, 0xf4, 0xf5, 0xf6, 0xf7, 0xf8, 0xf9, 0x7a, 0x5e, 0x4c, 0x7e, 0x6e, 0x6f, 0x7c, 0xc1, 0xc2, 0xc3, 0xc4, 0xc5,
		0xc6, 0xc7, 0xc8, 0xc9, 0xd1, 0xd2, 0xd3, 0xd4, 0xd5, 0xd6, 0xd7, 0xd8, 0xd9, 0xe2, 0xe3, 0xe4, 0xe5, 0xe6, 0xe7,
		0xe8, 0xe9, 0xba, 0xe0, 0xbb, 0xb0, 0x6d, 0x79, 0x81, 0x82, 0x83, 0x84, 0x85, 0x86, 0x87, 0x88, 0x89, 0x91, 0x92,
		0x93, 0x94, 0x95, 0x96, 0x97, 0x98, 0x99, 0xa2, 0xa3, 0xa4, 0xa5, 0xa6, 0xa7, 0xa8, 0xa9, 0xc0, 0x4f, 0xd0, 0xa1,
	};
	const unsigned n = (unsigned char)c - 32u;

	return c == '\n' ? NEW_LINE : table[n < sizeof(table) ? n : 0];
}

static void write_line(const uint8_t *text, size_t length)
{
	const size_t object = offsetof(struct block, event.message.text) - offsetof(struct block, event.message.object_length);
	const size_t document = offsetof(struct block, event.message.text) - offsetof(struct block, event.message);

	block.event.message.length = (uint16_t)(document + length);
	block.event.message.type = DOCUMENT;
	block.event.message.tag = TAG;
	block.event.message.revision = 1;
	block.event.message.object_length = (uint16_t)(object + length);
	block.event.message.object_type = TEXT;
	block.event.message.flags = 0;
	memcpy(block.event.message.text, text, length);
	write_event(MESSAGE, offsetof(struct block, event.message) - offsetof(struct block, event) + document + length);
}

void sclp_line_put(char c)
{
	static uint8_t line[LINE];
	static size_t length;
	const uintptr_t interrupts = spin_lock(&lock);

	line[length++] = ebcdic(c);
	if (c == '\n' || length == LINE) {
		write_line(line, length);
		length = 0;
	}
	spin_unlock(&lock, interrupts);
}
