/* tests/explore/explorer/callbacks.cpp: what the compilers call with -fsanitize=thread, in place of ThreadSanitizer */
#include <cstring>

#include "internal.hpp"

#define PC (uintptr_t(__builtin_return_address(0)) - 1)

using namespace explore;

extern "C" {
void __tsan_init() {}
void __tsan_func_entry(void *) {}
void __tsan_func_exit() {}
#define PLAIN(n)                                                                      \
	void __tsan_read##n(void *a) { plain(uintptr_t(a), n, false, PC); }           \
	void __tsan_write##n(void *a) { plain(uintptr_t(a), n, true, PC); }           \
	void __tsan_unaligned_read##n(void *a) { plain(uintptr_t(a), n, false, PC); } \
	void __tsan_unaligned_write##n(void *a) { plain(uintptr_t(a), n, true, PC); } \
	void __tsan_read_write##n(void *a)                                            \
	{                                                                             \
		plain(uintptr_t(a), n, false, PC);                                    \
		plain(uintptr_t(a), n, true, PC);                                     \
	}
PLAIN(1)
PLAIN(2)
PLAIN(4)
PLAIN(8)
PLAIN(16)
void __tsan_read_range(void *a, size_t n) { plain(uintptr_t(a), n, false, PC); }
void __tsan_write_range(void *a, size_t n) { plain(uintptr_t(a), n, true, PC); }

/* the core's memcpy and so on are renamed to these */
void *explore_memcpy(void *to, const void *from, size_t n)
{
	if (n) {
		plain(uintptr_t(from), n, false, PC);
		plain(uintptr_t(to), n, true, PC);
	}
	return memcpy(to, from, n);
}
void *explore_memmove(void *to, const void *from, size_t n)
{
	if (n) {
		plain(uintptr_t(from), n, false, PC);
		plain(uintptr_t(to), n, true, PC);
	}
	return memmove(to, from, n);
}
void *explore_memset(void *to, int byte, size_t n)
{
	if (n)
		plain(uintptr_t(to), n, true, PC);
	return memset(to, byte, n);
}

#define HERE(what)                                  \
	const bool shared = in_arena(uintptr_t(a)); \
	if (shared)                                 \
		point(what, (const void *)a, PC);   \
	check_use(uintptr_t(a), PC);

uint32_t __tsan_atomic32_load(const volatile uint32_t *a, int order)
{
	return load32(const_cast<const uint32_t *>(a), order, PC, true);
}
void __tsan_atomic32_store(volatile uint32_t *a, uint32_t v, int order)
{
	HERE(op_store)
	if (shared)
		atomic_done(uintptr_t(a), false, true, order, PC);
	*a = v;
}
#define RMW(name, expr)                                                              \
	uint32_t __tsan_atomic32_##name(volatile uint32_t *a, uint32_t v, int order) \
	{                                                                            \
		HERE(op_rmw)                                                         \
		if (shared)                                                          \
			atomic_done(uintptr_t(a), true, true, order, PC);            \
		const uint32_t old = *a;                                             \
		*a = (expr);                                                         \
		return old;                                                          \
	}
RMW(exchange, v)
RMW(fetch_add, old + v)
RMW(fetch_sub, old - v)
RMW(fetch_or, old | v)
RMW(fetch_and, old &(v))
RMW(fetch_xor, old ^ v)
static int cas32(volatile uint32_t *a, uint32_t *expected, uint32_t v, int order, int failure, uintptr_t pc)
{
	const bool shared = in_arena(uintptr_t(a));
	if (shared)
		point(op_rmw, const_cast<const uint32_t *>(a), pc);
	check_use(uintptr_t(a), pc);
	const bool same = *a == *expected;
	if (shared)
		atomic_done(uintptr_t(a), true, same, same ? order : failure, pc);
	if (same)
		*a = v;
	else
		*expected = *a;
	return same;
}
int __tsan_atomic32_compare_exchange_strong(volatile uint32_t *a, uint32_t *e, uint32_t v, int order, int failure)
{
	return cas32(a, e, v, order, failure, PC);
}
int __tsan_atomic32_compare_exchange_weak(volatile uint32_t *a, uint32_t *e, uint32_t v, int order, int failure)
{
	return cas32(a, e, v, order, failure, PC);
}
uint32_t __tsan_atomic32_compare_exchange_val(volatile uint32_t *a, uint32_t e, uint32_t v, int order, int failure)
{
	cas32(a, &e, v, order, failure, PC);
	return e;
}
/* words of other sizes, should the core come to have any: loads, stores and exchanges */
uint64_t __tsan_atomic64_load(const volatile uint64_t *a, int order)
{
	HERE(op_load)
	if (shared)
		atomic_done(uintptr_t(a), true, false, order, PC);
	return *a;
}
void __tsan_atomic64_store(volatile uint64_t *a, uint64_t v, int order)
{
	HERE(op_store)
	if (shared)
		atomic_done(uintptr_t(a), false, true, order, PC);
	*a = v;
}
uint64_t __tsan_atomic64_exchange(volatile uint64_t *a, uint64_t v, int order)
{
	HERE(op_rmw)
	if (shared)
		atomic_done(uintptr_t(a), true, true, order, PC);
	const uint64_t old = *a;
	*a = v;
	return old;
}
void __tsan_atomic_thread_fence(int) { fail("a fence: the checker has none"); }
void __tsan_atomic_signal_fence(int) {}
}
