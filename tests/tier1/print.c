/* tests/tier1/print.c: formatted output, written at the end of each call */
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

long write(int fd, const void *from, size_t n); /* of the port */

struct line {
	char bytes[512];
	size_t used;
};

static void put(struct line *out, const char *from, size_t n)
{
	for (; n > 0 && out->used < sizeof out->bytes; n--)
		out->bytes[out->used++] = *from++;
}

static void put_hex(struct line *out, uint64_t value)
{
	char digits[16];
	size_t n = sizeof digits;

	do
		digits[--n] = "0123456789abcdef"[value & 15];
	while (value >>= 4);
	put(out, digits + n, sizeof digits - n);
}

/* By subtraction: some machines divide by a function of the compiler's library. */
static void put_decimal(struct line *out, uint32_t value)
{
	static const uint32_t powers[] = { 1000000000, 100000000, 10000000, 1000000, 100000, 10000, 1000, 100, 10, 1 };
	int written = 0;

	for (size_t i = 0; i < sizeof powers / sizeof powers[0]; i++) {
		char digit = '0';

		for (; value >= powers[i]; value -= powers[i])
			digit++;
		written |= digit != '0' || powers[i] == 1;
		if (written)
			put(out, &digit, 1);
	}
}

int printf(const char *format, ...)
{
	struct line out = { .used = 0 };
	va_list args;

	va_start(args, format);
	for (; *format; format++) {
		int longs = 0, number;
		const char *text;

		if (*format != '%') {
			put(&out, format, 1);
			continue;
		}
		while (*++format == 'l')
			longs++;
		switch (*format) {
		case 's':
			text = va_arg(args, const char *);
			put(&out, text, strlen(text));
			break;
		case 'd':
			number = va_arg(args, int);
			if (number < 0)
				put(&out, "-", 1);
			put_decimal(&out, number < 0 ? 0 - (uint32_t)number : (uint32_t)number);
			break;
		case 'u':
			put_decimal(&out, va_arg(args, unsigned));
			break;
		case 'x':
			put_hex(&out, longs == 2 ? va_arg(args, unsigned long long)
				      : longs    ? va_arg(args, unsigned long)
						 : va_arg(args, unsigned));
			break;
		}
	}
	va_end(args);
	write(1, out.bytes, out.used);
	return (int)out.used;
}

int puts(const char *line) { return printf("%s\n", line); }
