/* tests/arch/registers.hpp: what a port says of its register files, for registers_test.cpp */
#ifndef KSPAWN_TESTS_ARCH_REGISTERS_HPP
#define KSPAWN_TESTS_ARCH_REGISTERS_HPP

#include <functional>
#include <string>
#include <vector>

#include <kspawn/arch.h>
#include <kspawn/arch/ptrace.h>

namespace kspawn::test {

/// A change to the registers of a new program, and whether they may still enter user mode.
struct register_change {
	std::string what;
	bool valid;
	std::function<void(kspawn_pt_regs &)> make;
};
extern const std::vector<register_change> register_changes;

/// What start_thread makes of zeroes, written down in full.
kspawn_pt_regs new_program(uintptr_t entry, uintptr_t usp);

/// A part of the user state, in bytes, that holds any value.
struct state_part {
	size_t from, to;
};
extern const std::vector<state_part> state_parts;
/// Control words: a value other than a new program's.
void change_control(unsigned char *state);

} // namespace kspawn::test
#endif
