/* lib.c: memory, strings, numbers and locks */
#include "kernel.h"

typedef uintptr_t __attribute__((may_alias)) word_t;
typedef uint32_t __attribute__((may_alias)) half_t;

static bool aligned(uintptr_t addrs, size_t size) { return addrs % size == 0; }

/* Loops of eight units a turn, since a turn costs as much as a unit, in pairs, since AArch64 has instructions of two. The
 * compiler would make a call of memcpy or memset of a loop without the barrier, or without volatile stores. */
#define EIGHT(do_two)                                \
	do {                                         \
		do_two(0);                           \
		do_two(2);                           \
		do_two(4);                           \
		do_two(6);                           \
		__asm__ volatile("" : : : "memory"); \
	} while (0)
#define COPY_TWO(k)                                                           \
	do {                                                                  \
		const __typeof__(*from) x = from[i + k], y = from[i + k + 1]; \
		to[i + k] = x;                                                \
		to[i + k + 1] = y;                                            \
	} while (0)

static size_t copy_words(word_t *to, const word_t *from, size_t n)
{
	const size_t words = n / sizeof(word_t), turns = words & ~(size_t)7;
	size_t i = 0;

	for (; i < turns; i += 8)
		EIGHT(COPY_TWO);
	for (; i < words; i++)
		((volatile word_t *)to)[i] = from[i];
	return i * sizeof(word_t);
}

/* The files of a cpio archive are at multiples of 4. */
static size_t copy_halves(half_t *to, const half_t *from, size_t n)
{
	const size_t turns = n / sizeof(half_t) & ~(size_t)7;
	size_t i = 0;

	for (; i < turns; i += 8)
		EIGHT(COPY_TWO);
	return i * sizeof(half_t);
}

static size_t set_words(word_t *to, word_t value, size_t n)
{
	const size_t words = n / sizeof(word_t), turns = words & ~(size_t)7;
	size_t i = 0;

#define SET_TWO(k) (to[i + k] = value, to[i + k + 1] = value)
	for (; i < turns; i += 8)
		EIGHT(SET_TWO);
	for (; i < words; i++)
		((volatile word_t *)to)[i] = value;
	return i * sizeof(word_t);
}

void *memcpy(void *to, const void *from, size_t n)
{
	const uintptr_t addrs = (uintptr_t)to | (uintptr_t)from;
	size_t i = 0;

	if (aligned(addrs, sizeof(word_t)))
		i = copy_words(to, from, n);
	else if (aligned(addrs, sizeof(half_t)))
		i = copy_halves(to, from, n);
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
	volatile char *bytes = to;
	size_t i = 0;

	for (; i < n && !aligned((uintptr_t)(bytes + i), sizeof(word_t)); i++)
		bytes[i] = (char)byte;
	i += set_words((word_t *)(bytes + i), ~(word_t)0 / 0xff * (unsigned char)byte, n - i);
	for (; i < n; i++)
		bytes[i] = (char)byte;
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
#if UINTPTR_MAX > UINT32_MAX
	return value / by;
#else
	uint64_t rest = 0;

	for (unsigned bit = 0; bit < 64; bit++) {
		rest = rest << 1 | value >> 63;
		value = value << 1 | (rest >= by);
		if (rest >= by)
			rest -= by;
	}
	return value;
#endif
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
