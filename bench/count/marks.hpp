/* bench/count/marks.hpp: labels by which a program says where an operation begins and ends; they are no instructions */
#ifndef KSPAWN_BENCH_COUNT_MARKS_HPP
#define KSPAWN_BENCH_COUNT_MARKS_HPP

/// A symbol at what follows, in program order. It exists once, or the program does not assemble: a compiler copies
/// loops, and what it inlines.
#define COUNT_MARK(name) __asm__ volatile(".globl count_" #name "\ncount_" #name ":" ::: "memory")

/// The operation NAME of bench/count/operations is between these two.
#define COUNT_BEGIN(name) COUNT_MARK(begin_##name)
#define COUNT_END(name) COUNT_MARK(end_##name)

/// What was set up before this is not counted.
#define COUNT_FROM() COUNT_MARK(from)
/// The end of the program: it makes no call, so that it needs no library; the trap is for an emulator that does not
/// count.
#define COUNT_UNTIL()              \
	do {                       \
		COUNT_MARK(until); \
		__builtin_trap();  \
	} while (0)

/// Kept out of the caller, and so in one copy.
#if __has_attribute(noipa)
#define COUNT_APART __attribute__((noipa))
#else
#define COUNT_APART __attribute__((noinline))
#endif

#endif
