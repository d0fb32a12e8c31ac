/* console.c: what the kernel and its programs print */
#include "kernel.h"
#include "machine/machine.h"

void print(const char *text)
{
	for (; *text; text++) {
		if (*text == '\n')
			machine_put('\r');
		machine_put(*text);
	}
}

void print_number(long value)
{
	char digits[24], *at = &digits[sizeof(digits) - 1];
	unsigned long rest = value < 0 ? -(unsigned long)value : (unsigned long)value;

	*at = '\0';
	do
		*--at = (char)('0' + rest % 10);
	while ((rest /= 10) != 0);
	if (value < 0)
		*--at = '-';
	print(at);
}
