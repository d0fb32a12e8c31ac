/* src/user/arm/division.c: the division that ARMv7-A has no instruction for and compilers call
 *
 * By zero it is zero. (Run-time ABI for the Arm architecture, 4.3.1) */
#include <stdint.h>

#pragma GCC visibility push(hidden)
unsigned __aeabi_uidiv(unsigned n, unsigned d);
int __aeabi_idiv(int n, int d);
uint64_t __aeabi_uidivmod(unsigned n, unsigned d);
uint64_t __aeabi_idivmod(int n, int d);
#pragma GCC visibility pop

unsigned __aeabi_uidiv(unsigned n, unsigned d)
{
	unsigned quotient = 0;

	if (d == 0)
		return 0;
	for (int bit = 31; bit >= 0; bit--) {
		if (n >> bit >= d) {
			n -= d << bit;
			quotient |= 1u << bit;
		}
	}
	return quotient;
}

int __aeabi_idiv(int n, int d)
{
	unsigned quotient = __aeabi_uidiv(n < 0 ? 0 - (unsigned)n : (unsigned)n, d < 0 ? 0 - (unsigned)d : (unsigned)d);

	return (int)((n < 0) != (d < 0) ? 0 - quotient : quotient);
}

/* Quotient and remainder come back in r0 and r1. */
static uint64_t pair(unsigned quotient, unsigned remainder) { return (uint64_t)remainder << 32 | quotient; }

uint64_t __aeabi_uidivmod(unsigned n, unsigned d)
{
	unsigned quotient = __aeabi_uidiv(n, d);

	return pair(quotient, n - quotient * d);
}

uint64_t __aeabi_idivmod(int n, int d)
{
	unsigned quotient = (unsigned)__aeabi_idiv(n, d);

	return pair(quotient, (unsigned)n - quotient * (unsigned)d);
}
