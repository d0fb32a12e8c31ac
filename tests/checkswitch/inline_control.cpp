/* tests/checkswitch/inline_control.cpp: the inline form with a copy of the control words, as a function */
#include <stdint.h>

extern uint64_t copy_of_control;
#define KSPAWN_CONTROL copy_of_control
#include "checkswitch.hpp"

#ifdef KSPAWN_INLINE_SWITCH_COPIED
uint64_t copy_of_control;

/* The checker changes the control words without kspawn_control_set. */
kspawn_thread *kspawn_test_inline_control(kspawn_thread *prev, kspawn_thread *next)
{
	copy_of_control = kspawn_control_read();
	return kspawn_switch_inline_control(prev, next);
}

kspawn_thread *kspawn_test_away_control(kspawn_thread *prev, kspawn_thread *next)
{
	copy_of_control = kspawn_control_read();
	kspawn_switch_away(prev, next);
}
#endif
