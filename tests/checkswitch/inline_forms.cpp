/* tests/checkswitch/inline_forms.cpp: the inline forms, as functions */
#include "checkswitch.hpp"

/// Code goes on after a switch: where it finds its data by a register that a switch may lose, it does so here.
static inline kspawn_thread *and_go_on(kspawn_thread *left)
{
#ifdef TEST_FINDS_DATA
	__asm__ volatile("" : : "r"(kspawn_test_running));
#endif
	return left;
}

kspawn_thread *kspawn_test_inline(kspawn_thread *prev, kspawn_thread *next)
{
	return and_go_on(kspawn_switch_inline(prev, next));
}

kspawn_thread *kspawn_test_inline_fp(kspawn_thread *prev, kspawn_thread *next)
{
	return and_go_on(kspawn_switch_inline_fp(prev, next));
}

kspawn_thread *kspawn_test_away(kspawn_thread *prev, kspawn_thread *next)
{
	kspawn_switch_away(prev, next);
}
