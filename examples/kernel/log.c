/* log.c: what the kernel has to say, on a channel of its own */
#include <stdarg.h>

#include "kernel.h"

static struct spinlock lock;

static void put_string(const char *s)
{
	while (*s)
		machine_log_put(*s++);
}

static void put_number(unsigned long value, unsigned base)
{
	char digits[24], *at = digits + sizeof(digits);

	*--at = '\0';
	do {
		const unsigned long rest = (unsigned long)divide(value, base);
		*--at = "0123456789abcdef"[value - rest * base];
		value = rest;
	} while (value);
	put_string(at);
}

static void put_signed(long value)
{
	if (value < 0)
		machine_log_put('-');
	put_number(value < 0 ? -(unsigned long)value : (unsigned long)value, 10);
}

static void put(const char *f, va_list args)
{
	for (; *f; f++) {
		if (*f != '%') {
			machine_log_put(*f);
			continue;
		}
		const bool wide = *++f == 'l';
		if (wide)
			f++;
		if (*f == 's')
			put_string(va_arg(args, const char *));
		else if (*f == 'c')
			machine_log_put((char)va_arg(args, int));
		else if (*f == 'd')
			put_signed(wide ? va_arg(args, long) : va_arg(args, int));
		else if (*f == 'p')
			put_number((uintptr_t)va_arg(args, void *), 16);
		else
			put_number(wide ? va_arg(args, unsigned long) : va_arg(args, unsigned), *f == 'x' ? 16 : 10);
	}
}

void log_line(const char *format, ...)
{
	uintptr_t interrupts = spin_lock(&lock);
	va_list args;

	va_start(args, format);
	put(format, args);
	va_end(args);
	machine_log_put('\n');
	spin_unlock(&lock, interrupts);
}

void power_off(int status)
{
	interrupts_disable();
	lock.held = 0; /* its holder prints nothing any more */
	log_line("status %d", status);
	machine_off();
}
