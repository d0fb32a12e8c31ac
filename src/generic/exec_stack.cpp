/* src/generic/exec_stack.cpp: argc, argv, envp and auxv, as the System V ABI lays them out */
#include "exec_stack.hpp"

#include <kspawn/errno.h>
#include <kspawn/exec.h>

#include "bounds.hpp"
#include "exec_aux.hpp"
#include "freestanding.hpp"
#include "word_writer.hpp"

namespace {

constexpr size_t random_bytes = 16;

/// A program without argv still finds a name there: Linux since 5.18, after CVE-2021-4034.
const char *const nameless[] = { "", nullptr };

size_t size_of(const char *string)
{
	size_t n = 0;
	while (string[n++] != '\0')
		;
	return n;
}

/// Takes room from the top of the stack down, and remembers when there was
/// none. `align` divides the place of the bottom.
class carver {
public:
	carver(uintptr_t top, size_t room) : at(top), bottom(top - room) {}
	uintptr_t take(size_t size, size_t align = 1)
	{
		if (fits(bottom, size, at))
			at = align_down(at - size, align);
		else
			full = true;
		return at;
	}
	bool full = false;

private:
	uintptr_t at, bottom;
};

[[nodiscard]] int measure(exec_args &args)
{
	size_t budget = KSPAWN_ARG_MAX;
	int err = kspawn_strings_measure(args.script, budget);
	if (err == 0 && args.script.count != 0)
		err = kspawn_strings_drop_first(args.argv);
	if (err == 0)
		err = kspawn_strings_measure(args.argv, budget);
	if (err == 0 && args.script.count + args.argv.count == 0) {
		args.argv = exec_strings{ reinterpret_cast<uintptr_t>(nameless), false, 0, 0 };
		err = kspawn_strings_measure(args.argv, budget);
	}
	return err != 0 ? err : kspawn_strings_measure(args.envp, budget);
}

/// Half of the stack is the program's to grow in.
[[nodiscard]] int place_all(const kspawn_user_layout &layout, const elf_pair &pair, const exec_args &args,
			    stack_places &at)
{
	size_t words = 1 + (args.script.count + args.argv.count + 1) + (args.envp.count + 1);
	for_each_aux(layout, pair, at, [&](aux_type, uintptr_t) { words += 2; });
	carver stack(layout.stack_top, layout.stack_size >> 1); /* not every machine can divide */
	at.platform = stack.take(layout.platform != nullptr ? size_of(layout.platform) : 0);
	at.execfn = stack.take(size_of(args.path));
	at.random = stack.take(random_bytes, KSPAWN_STACK_ALIGN);
	at.envp = stack.take(args.envp.bytes);
	at.argv = stack.take(args.argv.bytes);
	at.script = stack.take(args.script.bytes);
	at.sp = stack.take(words * sizeof(uintptr_t), KSPAWN_STACK_ALIGN);
	return stack.full ? -KSPAWN_E2BIG : 0;
}

[[nodiscard]] int map_stack(kspawn_mm *mm, const kspawn_user_layout &layout, bool exec)
{
	const int prot = KSPAWN_PROT_READ | KSPAWN_PROT_WRITE | (exec ? KSPAWN_PROT_EXEC : 0);
	return kspawn_mm_map(mm, layout.stack_top - layout.stack_size, layout.stack_size, prot, nullptr, 0, 0);
}

[[nodiscard]] int write_fixed(kspawn_mm *mm, const kspawn_user_layout &layout, const char *path, const stack_places &at)
{
	uint8_t random[random_bytes];
	kspawn_random(random, sizeof(random));
	int err = kspawn_mm_write(mm, at.random, random, sizeof(random));
	if (err == 0)
		err = kspawn_mm_write(mm, at.execfn, path, size_of(path));
	if (err == 0 && layout.platform != nullptr)
		err = kspawn_mm_write(mm, at.platform, layout.platform, size_of(layout.platform));
	return err;
}

/// Advances `to`; a string may have grown since it was measured.
[[nodiscard]] int copy_string(kspawn_mm *mm, bool user, uintptr_t from, uintptr_t &to, uintptr_t end)
{
	string_piece piece;
	do {
		int err = kspawn_string_read(user, from, piece);
		if (err == 0 && !fits(to, piece.n, end))
			err = -KSPAWN_EFAULT;
		if (err == 0)
			err = kspawn_mm_write(mm, to, piece.bytes, piece.n);
		if (err != 0)
			return err;
		from += piece.n;
		to += piece.n;
	} while (!piece.last);
	return 0;
}

/// Copies the strings to `to`, and pointers to them into `words`.
[[nodiscard]] int copy_strings(kspawn_mm *mm, const exec_strings &strings, uintptr_t to, word_writer &words)
{
	const uintptr_t end = to + strings.bytes;
	for (size_t i = 0; i < strings.count; i++) {
		uintptr_t string;
		int err = kspawn_strings_pointer(strings, i, string);
		if (err == 0 && string == 0)
			err = -KSPAWN_EFAULT; /* there was one when it was measured */
		words.put(to);
		if (err == 0)
			err = copy_string(mm, strings.user, string, to, end);
		if (err != 0)
			return err;
	}
	return 0;
}

[[nodiscard]] int write_tables(kspawn_mm *mm, const kspawn_user_layout &layout, const elf_pair &pair,
			       const exec_args &args, const stack_places &at)
{
	word_writer words(mm, at.sp);
	words.put(args.script.count + args.argv.count);
	int err = copy_strings(mm, args.script, at.script, words);
	if (err == 0)
		err = copy_strings(mm, args.argv, at.argv, words);
	words.put(0);
	if (err == 0)
		err = copy_strings(mm, args.envp, at.envp, words);
	words.put(0);
	if (err != 0)
		return err;
	for_each_aux(layout, pair, at, [&](aux_type type, uintptr_t value) {
		words.put(type);
		words.put(value);
	});
	return words.finish();
}

} // namespace

int kspawn_exec_stack(kspawn_mm *mm, const kspawn_user_layout &layout, const elf_pair &pair, exec_args &args,
		      uintptr_t &sp)
{
	stack_places at = {};
	int err = measure(args);
	if (err == 0)
		err = place_all(layout, pair, args, at);
	if (err == 0)
		err = map_stack(mm, layout, pair.program.exec_stack);
	if (err == 0)
		err = write_fixed(mm, layout, args.path, at);
	if (err == 0)
		err = write_tables(mm, layout, pair, args, at);
	sp = at.sp;
	return err;
}
