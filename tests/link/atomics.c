/* tests/link/atomics.c: each operation of <kspawn/atomic.h> returns and writes what it says */
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

#include <kspawn/atomic.h>

static uint32_t word;
static const uintptr_t found = 0x5a; /* what the lock returned, and unlock must get */
static unsigned locks, faults;
static bool locked;

uintptr_t test_interrupts_off(const void *at);
void test_interrupts_restore(const void *at, uintptr_t state);

uintptr_t test_interrupts_off(const void *at)
{
	faults += locked || at != &word;
	locked = true;
	locks++;
	return found;
}

void test_interrupts_restore(const void *at, uintptr_t state)
{
	faults += !locked || at != &word || state != found;
	locked = false;
}

static void expect(const char *what, uint32_t returned, uint32_t was, uint32_t is)
{
	if (returned == was && word == is)
		return;
	printf("%s: returned %#x, the word is %#x\n", what, (unsigned)returned, (unsigned)word);
	faults++;
}

int main(void)
{
	uint32_t expected = 1;
	bool wrote;

	kspawn_atomic_store(&word, 0x80000001, __ATOMIC_RELEASE);
	expect("store, load", kspawn_atomic_load(&word, __ATOMIC_ACQUIRE), 0x80000001, 0x80000001);
	expect("exchange", kspawn_atomic_exchange(&word, 0xfffffffe, __ATOMIC_ACQ_REL), 0x80000001, 0xfffffffe);
	expect("fetch_add", kspawn_atomic_fetch_add(&word, 7, __ATOMIC_RELAXED), 0xfffffffe, 5);
	expect("fetch_sub", kspawn_atomic_fetch_sub(&word, 6, __ATOMIC_ACQ_REL), 5, 0xffffffff);
	expect("fetch_and", kspawn_atomic_fetch_and(&word, 0xf0f0, __ATOMIC_RELEASE), 0xffffffff, 0xf0f0);
	expect("fetch_or", kspawn_atomic_fetch_or(&word, 0x0ff0, __ATOMIC_RELEASE), 0xf0f0, 0xfff0);
	wrote = kspawn_atomic_compare_exchange(&word, &expected, 9, false, __ATOMIC_ACQ_REL, __ATOMIC_RELAXED);
	expect("compare_exchange of another value", wrote, false, 0xfff0);
	expect("what it found", expected, 0xfff0, 0xfff0);
	wrote = kspawn_atomic_compare_exchange(&word, &expected, 9, false, __ATOMIC_ACQ_REL, __ATOMIC_RELAXED);
	expect("compare_exchange", wrote, true, 9);
	expect("what it expected", expected, 0xfff0, 9);
#ifdef LOCKED
	faults += locks != 9;
#endif
	return faults != 0;
}
