/* tests/skip.hpp: a test that cannot run here says so, and counts as a failure on a built port */
#pragma once
#include <string>

namespace kspawn_test {

/// The current test case is not passed but skipped; return from it next.
void skip(const std::string &why);

} // namespace kspawn_test
