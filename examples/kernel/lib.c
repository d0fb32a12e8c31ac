/* lib.c: memory, strings, numbers and locks */
#include "kernel.h"

typedef uintptr_t __attribute__((may_alias)) word_t;

/* How much of n bytes is in whole words; none if one of the addresses, or'ed, is not aligned. */
static size_t in_words(uintptr_t addrs, size_t n) { return addrs % sizeof(word_t) ? 0 : n & -sizeof(word_t); }

void *memcpy(void *to, const void *from, size_t n)
{
	const size_t words = in_words((uintptr_t)to | (uintptr_t)from, n);
	size_t i = 0;

	for (; i < words; i += sizeof(word_t))
		*(volatile word_t *)((char *)to + i) = *(const word_t *)((const char *)from + i);
	for (; i < n; i++)
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
	const size_t words = in_words((uintptr_t)to, n);
	size_t i = 0;

	for (; i < words; i += sizeof(word_t))
		*(volatile word_t *)((char *)to + i) = ~(word_t)0 / 0xff * (unsigned char)byte;
	for (; i < n; i++)
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

int strcmp(const char *a, const char *b) { return strncmp(a, b, SIZE_MAX); }

int strncmp(const char *a, const char *b, size_t n)
{
	for (; n && *a && *a == *b; n--) {
		a++;
		b++;
	}
	return n ? (unsigned char)*a - (unsigned char)*b : 0;
}

uint64_t divide(uint64_t value, uint32_t by)
{
	uint64_t rest = 0;

	for (unsigned bit = 0; bit < 64; bit++) {
		rest = rest << 1 | value >> 63;
		value = value << 1 | (rest >= by);
		if (rest >= by)
			rest -= by;
	}
	return value;
}

uintptr_t spin_lock(struct spinlock *lock)
{
	uintptr_t interrupts = interrupts_disable();

	while (__atomic_exchange_n(&lock->held, 1, __ATOMIC_ACQUIRE))
		machine_relax();
	return interrupts;
}

void spin_unlock(struct spinlock *lock, uintptr_t interrupts)
{
	__atomic_store_n(&lock->held, 0, __ATOMIC_RELEASE);
	interrupts_restore(interrupts);
}

/* U. Drepper, "Futexes Are Tricky", mutex 2 */
void mutex_lock(struct mutex *mutex)
{
	uint32_t was = 0;

	if (__atomic_compare_exchange_n(&mutex->word, &was, 1, false, __ATOMIC_ACQUIRE, __ATOMIC_RELAXED))
		return;
	while (__atomic_exchange_n(&mutex->word, 2, __ATOMIC_ACQUIRE))
		kspawn_wait_word(&mutex->word, 2, KSPAWN_UNINTERRUPTIBLE);
}

void mutex_unlock(struct mutex *mutex)
{
	if (__atomic_exchange_n(&mutex->word, 0, __ATOMIC_RELEASE) == 2)
		kspawn_wake_word(&mutex->word);
}
