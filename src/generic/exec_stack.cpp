/* src/generic/exec_stack.cpp: argc, argv, envp and auxv, as the System V ABI lays them out */
#include "exec_stack.hpp"

#include <kspawn/errno.h>

#include "bounds.hpp"
#include "exec_aux.hpp"
#include "freestanding.hpp"

namespace {

constexpr size_t random_bytes = 16;

/// Bytes with the NUL; 0 for NULL.
size_t size_of(const char *string)
{
	size_t n = 0;
	while (string != nullptr && string[n++] != '\0')
		;
	return n;
}

/// Allocates from the start of the stack, in the direction in which it grows, and
/// records a failure. `align` is the alignment of the result.
class carver {
public:
	carver(uintptr_t from, uintptr_t to) : low(from), high(to) {}
	uintptr_t take(size_t size, size_t align = 1)
	{
		return KSPAWN_STACK_GROWS_UP ? from_below(size, align) : from_above(size, align);
	}
	bool full = false;

private:
	uintptr_t from_below(size_t size, size_t align)
	{
		const uintptr_t at = align_up(low, align);
		if (fits(at, size, high))
			low = at + size;
		else
			full = true;
		return at;
	}
	uintptr_t from_above(size_t size, size_t align)
	{
		if (fits(low, size, high))
			high = align_down(high - size, align);
		else
			full = true;
		return high;
	}

	uintptr_t low, high;
};

/// Half of the stack stays free for the program.
carver first_half(const kspawn_user_layout &layout)
{
	const uintptr_t bottom = layout.stack_top - layout.stack_size;
	const size_t half = layout.stack_size >> 1; /* not every machine can divide */
	return KSPAWN_STACK_GROWS_UP ? carver(bottom, bottom + half) : carver(layout.stack_top - half, layout.stack_top);
}

[[nodiscard]] int place_all(const kspawn_user_layout &layout, const elf_pair &pair, const exec_args &args, stack_places &at)
{
	size_t words = 1 + (argc_of(args) + 1) + (args.envp.count + 1);
	for_each_aux(layout, pair, at, [&](aux_type, uintptr_t) { words += 2; });
	carver stack = first_half(layout);
	at.platform = stack.take(size_of(layout.platform));
	at.execfn = stack.take(size_from(args.names, args.names.path));
	at.random = stack.take(random_bytes, KSPAWN_STACK_ALIGN);
	at.strings = stack.take(front_size(args.names) + args.argv.bytes + args.envp.bytes);
	at.argc = stack.take(words * sizeof(uintptr_t), KSPAWN_STACK_ALIGN);
	at.sp = KSPAWN_STACK_GROWS_UP ? stack.take(0, KSPAWN_STACK_ALIGN) : at.argc;
	return stack.full ? -KSPAWN_E2BIG : 0;
}

[[nodiscard]] int map_stack(kspawn_mm *mm, const kspawn_user_layout &layout, bool exec)
{
	const int prot = KSPAWN_PROT_READ | KSPAWN_PROT_WRITE | (exec ? KSPAWN_PROT_EXEC : 0);
	return kspawn_mm_map(mm, layout.stack_top - layout.stack_size, layout.stack_size, prot, nullptr, 0, 0);
}

[[nodiscard]] int write_fixed(kspawn_mm *mm, const kspawn_user_layout &layout, const exec_names &names, const stack_places &at)
{
	uint8_t random[random_bytes];
	kspawn_random(random, sizeof(random));
	int err = kspawn_mm_write(mm, at.random, random, sizeof(random));
	if (err == 0)
		err = kspawn_mm_write(mm, at.execfn, names.bytes + names.path, size_from(names, names.path));
	if (err == 0 && layout.platform != nullptr)
		err = kspawn_mm_write(mm, at.platform, layout.platform, size_of(layout.platform));
	return err;
}

/// Writes the strings in front of argv, and pointers to them.
[[nodiscard]] int write_front(const exec_names &names, uintptr_t to, word_writer &words)
{
	if (names.count == 0)
		return 0;
	for (size_t n = names.first; n < sizeof(names.bytes); n += size_of(names.bytes + n))
		kspawn_words_put(words, to + (n - names.first));
	return kspawn_mm_write(words.mm, to, names.bytes + names.first, front_size(names));
}

[[nodiscard]] int write_tables(word_writer &words, exec_args &args, uintptr_t strings)
{
	const uintptr_t argv = strings + front_size(args.names), envp = argv + args.argv.bytes;
	char *const block = args.names.bytes;
	kspawn_words_put(words, argc_of(args));
	int err = write_front(args.names, strings, words);
	if (err == 0)
		err = kspawn_strings_copy(args.argv, block, argv, words);
	kspawn_words_put(words, 0);
	if (err == 0)
		err = kspawn_strings_copy(args.envp, block, envp, words);
	kspawn_words_put(words, 0);
	return err;
}

[[nodiscard]] int write_all(kspawn_mm *mm, const kspawn_user_layout &layout, const elf_pair &pair, exec_args &args,
			    const stack_places &at)
{
	int err = write_fixed(mm, layout, args.names, at);
	word_writer words;
	kspawn_words_begin(words, mm, at.argc);
	if (err == 0)
		err = write_tables(words, args, at.strings);
	if (err != 0)
		return err;
	for_each_aux(layout, pair, at, [&](aux_type type, uintptr_t value) { kspawn_words_put_pair(words, type, value); });
	return kspawn_words_finish(words);
}

} // namespace

int kspawn_exec_stack(kspawn_mm *mm, const kspawn_user_layout &layout, const elf_pair &pair, exec_args &args, stack_start &start)
{
	stack_places at = {};
	int err = place_all(layout, pair, args, at);
	if (err == 0)
		err = map_stack(mm, layout, pair.program.exec_stack);
	if (err == 0)
		err = write_all(mm, layout, pair, args, at);
	start = { at.sp, at.argc };
	return err;
}
