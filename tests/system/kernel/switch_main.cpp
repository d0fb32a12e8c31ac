/* tests/system/kernel/switch_main.cpp: the checker of the switch in a kernel, with interrupts on */
#include "switch_main.h"

#include "checkswitch.hpp"

namespace {

constexpr uint32_t crowds[] = { 1, 2, 1000 };
/// What the frames of a chain of calls have in them besides.
constexpr size_t call_areas = 16 * KSPAWN_CALL_AREA;
constexpr size_t share = 4 * 1024 + call_areas;
/// Each new thread goes through the trampoline once, so that for an interrupt at each of its instructions there must be many.
constexpr uint32_t litter = 64, litters = 200;
constexpr size_t small_share = 3 * 1024 + call_areas;
constexpr unsigned told_most = 20;
constexpr uint64_t seed = 1;

alignas(64) unsigned char memory[1000 * share];
unsigned complaints;

void check(form *const *ways, uint32_t count, uint64_t switches)
{
	for (const uint32_t tasks : crowds) {
		const uint32_t ended = checkswitch::run({ seed, switches, tasks, ways, count, memory, share });
		if (ended != tasks - 1)
			checkswitch_complain("the number of tasks that ended", ended, tasks - 1);
	}
}

void bear_many()
{
	for (uint32_t i = 0; i < litters; i++)
		checkswitch::run(
			{ seed + i, 2 * litter, litter, checkswitch::forms, checkswitch::forms_count, memory, small_share });
}

} // namespace

void checkswitch_complain(const char *what, uint64_t got, uint64_t wanted)
{
	if (complaints++ < told_most)
		switch_say(what, got, wanted);
}

bool switch_check(uint64_t switches)
{
	for (form *const &how : checkswitch::forms)
		check(&how, 1, switches);
	check(checkswitch::forms, checkswitch::forms_count, switches);
	bear_many();
	return complaints == 0;
}
