/* tests/tier1/step.cpp: a program that goes through each instruction of the port's assembly, for tests/tier1/rows */
#include "threads.hpp"

namespace {

constexpr uint32_t tasks = 4, switches = 60;
constexpr size_t share = 8 * 1024;
alignas(64) unsigned char memory[tasks * share], state[KSPAWN_USER_STATE_SIZE];

} // namespace

/* In a freestanding program Clang takes main for a function of C++. */
extern "C" int main()
{
	const checkswitch::crowd all = { 1, switches, tasks, checkswitch::forms, checkswitch::forms_count, memory, share };
	const bool good = checkswitch::run(all) == tasks - 1 && tier1::complaints == 0;
	kspawn_user_init(state);
	kspawn_user_load(state);
	kspawn_user_save(state);
	return !good;
}
