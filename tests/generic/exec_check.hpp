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
	std::set<uintptr_t> bytes;                        /* the address of each byte of all this */

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

/// Runs `exec`, which must end the process by SIGSEGV and change nothing before.
void check_killed(exec_host &host, const std::function<int()> &exec);

struct page {
	int prot;
	bytes content; /* empty: past the end of the file */
};
using pages = std::map<uintptr_t, page>; /* by address */

/// Maps pages of a file as Linux does, in place of older ones.
void expect_segments(pages &all, const elf_file &file, uintptr_t bias);

/// These pages and the stack are mapped, and no others.
void check_pages(const exec_host &host, const pages &all);

inline const mapping &stack_of(const exec_host &host) { return *host.mm->at(host.layout.stack_top - 1); }

/// Every byte of the stack is part of what a program reads there, or zero.
void check_every_byte(const exec_host &host, const program_stack &stack);

/// It starts inside the user's memory, with a stack.
void check_can_start(const exec_host &host);

/// Fails each call of a hook in turn until none is left; then the machine continues.
void fail_every_point(const char *name, const std::function<void(exec_host &)> &setup,
		      const std::function<int(exec_host &)> &exec);

/// All is accounted for after a success: address spaces, images, and the contract of every hook.
void check_clean(exec_host &host);

inline std::function<int()> plain_run()
{
	return [] { return run(); };
}
#endif
