/* tests/linux/rules.hpp: where kspawn is not Linux on purpose */
#ifndef KSPAWN_TESTS_LINUX_RULES_HPP
#define KSPAWN_TESTS_LINUX_RULES_HPP

#include "compare.hpp"

struct rule {
	const char *name, *reason;
	bool (*applies)(const outcome &o);
};

extern const std::vector<rule> rules;

/// The rule that explains what differs; NULL: none does.
const rule *rule_for(const outcome &o);

/// Returns true if nothing differs that no rule explains.
bool is_good(const outcome &o);

/// What is wrong, one line each.
std::string describe(const outcome &o);
#endif
