/* src/generic/exec_args.cpp: are argv and envp readable, and short enough? */
#include "exec_args.hpp"

namespace {

/// A program without argv still finds a name there: Linux since 5.18, after CVE-2021-4034.
const char *const nameless[] = { "", nullptr };

/// The bytes that `names` leaves for other strings and their pointers.
size_t left_by(const exec_names &names)
{
	constexpr size_t most = 2 * KSPAWN_SCRIPT_DEPTH + 1;
	static_assert(KSPAWN_SCRIPT_MAX + most * sizeof(uintptr_t) <= KSPAWN_ARG_MAX);
	return KSPAWN_ARG_MAX - front_size(names) - names.count * sizeof(uintptr_t);
}

} // namespace

int kspawn_args_measure(exec_args &args)
{
	char *const block = args.names.bytes;
	size_t budget = left_by(args.names);
	int err = args.names.count == 0 ? 0 : kspawn_strings_drop_first(args.argv);
	if (err == 0)
		err = kspawn_strings_measure(args.argv, block, budget);
	if (err == 0 && argc_of(args) == 0) {
		args.argv = exec_strings{ reinterpret_cast<uintptr_t>(nameless), false, 0, 0 };
		err = kspawn_strings_measure(args.argv, block, budget);
	}
	return err != 0 ? err : kspawn_strings_measure(args.envp, block, budget);
}
