/* tests/generic/exec_check.hpp: what holds after every exec, successful or not */
#ifndef KSPAWN_TESTS_EXEC_CHECK_HPP
#define KSPAWN_TESTS_EXEC_CHECK_HPP

#include <catch2/catch.hpp>

#include "elf_file.hpp"
#include "exec_host.hpp"

using strings = std::vector<std::string>;

/// What a program finds at its stack pointer.
struct program_stack {
	uintptr_t sp;
	strings argv, envp;
	std::vector<std::pair<uintptr_t, uintptr_t>> aux; /* without AT_NULL */
	std::set<uintptr_t> bytes;			  /* the address of each byte of all this */

	uintptr_t get(uintptr_t type) const
	{
		for (const auto &[t, value] : aux)
			if (t == type)
				return value;
		return 0;
	}
	bool has(uintptr_t type) const
	{
		for (const auto &entry : aux)
			if (entry.first == type)
				return true;
		return false;
	}
};

/// Reads the stack as start code does.
program_stack parse_stack(const exec_host &host);

/// kernel_execve of "/prog".
int run(const strings &argv = { "prog" }, const strings &envp = {});

/// Runs `exec`, which must fail with `err` and leave all as it was.
void check_refused(exec_host &host, int err, const std::function<int()> &exec);

/// All is accounted for after a success: memories, images, and the contract of every hook.
void check_clean(exec_host &host);

inline std::function<int()> plain_run()
{
	return [] { return run(); };
}
#endif
