/* tests/linux/place_rules.hpp: where Linux and kspawn find different places for a file */
#ifndef KSPAWN_TESTS_LINUX_PLACE_RULES_HPP
#define KSPAWN_TESTS_LINUX_PLACE_RULES_HPP

#include "compare.hpp"

/* Each returns true if it explains all that differs: see the rules. */
bool is_in_hole(const outcome &o);
bool has_no_memory(const outcome &o);
bool has_no_room(const outcome &o);
bool starts_nowhere(const outcome &o);
bool starts_with_nothing(const outcome &o);
bool is_out_of_order(const outcome &o);
bool is_over_stack(const outcome &o);
bool wraps(const outcome &o);
#endif
