/* tests/standalone/hpp_host.hpp: a library in the place of kspawn that records which function was called */
#pragma once
#include <cstdint>
#include <string>
#include <vector>

namespace kspawn_test {

struct call {
	std::string name;
	std::vector<std::uintptr_t> args;
	bool operator==(const call &) const = default;
};

/// What was called since the last time this was asked.
std::vector<call> calls();

/// The result of functions that return a number, and, as an address, of functions that return a pointer.
constexpr int result = 42;

/// Thrown by functions that do not return.
struct ended {};

} // namespace kspawn_test
