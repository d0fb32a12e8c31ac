/* tests/explore/checks.hpp: whether the explorer itself is right */
#pragma once
#include <vector>

#include "kernel/kernel.hpp"

namespace explore {

void check_explorer(const std::vector<kernel::scenario> &all, int &passed, int &failed);

} // namespace explore
