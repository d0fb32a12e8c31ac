/* src/generic/exec_args.hpp: the arguments of an exec */
#ifndef KSPAWN_EXEC_ARGS_HPP
#define KSPAWN_EXEC_ARGS_HPP

#include "exec_names.hpp"

struct exec_args {
	exec_names names;
	exec_strings argv, envp; /* argv without the string that names replaces */
};

/* Unnamed, so that an object built without inlining has no weak copies. */
namespace {

constexpr size_t argc_of(const exec_args &args) { return args.names.count + args.argv.count; }

} // namespace

/// Measures argv and envp. Call it after kspawn_program_open. -E2BIG, -EFAULT
extern "C" [[nodiscard]] int kspawn_args_measure(exec_args &args);
#endif
