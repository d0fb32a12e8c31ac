/* tests/linux/rules.cpp: the differences that are meant, with their reasons */
#include "rules.hpp"

#include <sys/utsname.h>

#include <algorithm>
#include <cstdio>

#include <kspawn/errno.h>

#include "elf_view.hpp"
#include "place_rules.hpp"

namespace {

bool has_long_lines(const outcome &o)
{
	size_t words = 0;
	for (const auto &[name, content] : o.files)
		if (content.size() > 2 && content[0] == '#')
			words += std::min<size_t>(content.size(), KSPAWN_SCRIPT_LINE);
	return o.core.verdict == -KSPAWN_E2BIG && words * KSPAWN_SCRIPT_DEPTH >= KSPAWN_SCRIPT_MAX / 2;
}

bool has_long_path(const outcome &o)
{
	return o.core.verdict == -KSPAWN_ENAMETOOLONG && interp_of(program_file(o.files)).size() >= KSPAWN_PATH_MAX;
}

bool is_older(const outcome &)
{
	utsname system = {};
	unsigned major = 0, minor = 0;
	uname(&system);
	sscanf(system.release, "%u.%u", &major, &minor);
	return major < 6 || (major == 6 && minor < 18);
}

} // namespace

const std::vector<rule> rules = {
	{ "memory", "what has no memory is ENOMEM: the old program is still there", has_no_memory },
	{ "start", "where no page is, Linux kills in the first instruction; kspawn before it, outside of the layout",
	  starts_nowhere },
	{ "empty start", "Linux puts a file whose first segment is empty at address 0, where the others may be allowed",
	  starts_with_nothing },
	{ "wrap", "a segment that Linux moves to below the end of addresses wraps as it is linked", wraps },
	{ "stack", "what is mapped over the stack replaces it in Linux; kspawn kills", is_over_stack },
	{ "room", "Linux has one place for a program that names an interpreter, and less room than kspawn for other files",
	  has_no_room },
	{ "order", "Linux reserves what a file spans from its first segment on, kspawn from its lowest", is_out_of_order },
	{ "words", "the lines of scripts have KSPAWN_SCRIPT_MAX bytes, which are on a kernel's stack", has_long_lines },
	{ "path", "the path of an interpreter has KSPAWN_PATH_MAX bytes", has_long_path },
	{ "holes", "between the segments of an interpreter at a fixed address Linux unmaps the program's pages", is_in_hole },
	{ "older", "kspawn does what Linux 6.18 does", is_older }, /* the last: it explains everything */
};

const rule *rule_for(const outcome &o)
{
	for (const rule &each : rules)
		if (each.applies(o))
			return &each;
	return nullptr;
}

bool is_good(const outcome &o) { return o.violations.empty() && (o.differ.empty() || rule_for(o) != nullptr); }

std::string describe(const outcome &o)
{
	std::string all;
	for (const strings &lines : { o.differ, o.violations })
		for (const std::string &each : lines)
			all += each + "\n";
	return all;
}
