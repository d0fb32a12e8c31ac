/* tests/standalone/seed.hpp: random runs that can be run again */
#pragma once
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <random>

namespace kspawn_test {

/// Of each random run: a fifth on an emulated port, since each port takes other numbers.
constexpr int operations = KSPAWN_EMULATED ? 10'000 : 50'000;

/// The number in KSPAWN_SEED, or another one each time; printed.
inline std::uint32_t seed()
{
	const char *given = std::getenv("KSPAWN_SEED");
	const auto value = given ? std::uint32_t(std::strtoul(given, nullptr, 0)) : std::random_device{}();
	std::printf("random operations, to run them again: KSPAWN_SEED=%u\n", unsigned(value));
	return value;
}

class dice {
public:
	explicit dice(std::uint32_t seed) : engine(seed) {}
	/// 0 to n - 1.
	std::uint32_t operator()(std::uint32_t n) { return std::uniform_int_distribution<std::uint32_t>(0, n - 1)(engine); }

private:
	std::mt19937 engine;
};

} // namespace kspawn_test
