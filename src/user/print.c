/* src/user/print.c: formatted output */
#include <stdarg.h>

#include <kspawn_user.h>

struct buffer {
	char bytes[512];
	size_t used;
};

static void flush(struct buffer *out)
{
	size_t done = 0;

	while (done < out->used) {
		long n = sys_write(1, out->bytes + done, out->used - done);

		if (n <= 0)
			break;
		done += (size_t)n;
	}
	out->used = 0;
}

static void put(struct buffer *out, char c)
{
	if (out->used == sizeof(out->bytes))
		flush(out);
	out->bytes[out->used++] = c;
}

static void put_string(struct buffer *out, const char *s)
{
	while (*s)
		put(out, *s++);
}

static void put_number(struct buffer *out, unsigned long value, unsigned base)
{
	char digits[20];
	unsigned n = 0;

	do
		digits[n++] = "0123456789abcdef"[value % base];
	while (value /= base);
	while (n)
		put(out, digits[--n]);
}

static void put_signed(struct buffer *out, long value)
{
	if (value < 0)
		put(out, '-');
	put_number(out, value < 0 ? 0 - (unsigned long)value : (unsigned long)value, 10);
}

void print(const char *format, ...)
{
	struct buffer out;
	va_list args;

	out.used = 0;
	va_start(args, format);
	for (; *format; format++) {
		bool wide = format[0] == '%' && format[1] == 'l';

		if (*format != '%') {
			put(&out, *format);
			continue;
		}
		format += wide ? 2 : 1;
		switch (*format) {
		case 's':
			put_string(&out, va_arg(args, const char *));
			break;
		case 'c':
			put(&out, (char)va_arg(args, int));
			break;
		case 'd':
			put_signed(&out, wide ? va_arg(args, long) : va_arg(args, int));
			break;
		case 'p':
			put_string(&out, "0x");
			put_number(&out, (unsigned long)va_arg(args, void *), 16);
			break;
		case 'u':
		case 'x':
			put_number(&out, wide ? va_arg(args, unsigned long) : va_arg(args, unsigned), *format == 'x' ? 16 : 10);
			break;
		default:
			put(&out, *format);
		}
	}
	va_end(args);
	flush(&out);
}
