/* tests/system/kernel/switch_main.h: the checker of the switch in a kernel, with interrupts on */
#ifndef KSPAWN_TEST_SWITCH_MAIN_H
#define KSPAWN_TEST_SWITCH_MAIN_H

#include <stdbool.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/// Crowds of 1, 2 and 1,000 tasks, this number of switches in each form. False if something was wrong.
bool switch_check(uint64_t switches);
/// Says what is wrong.
void switch_say(const char *what, uint64_t got, uint64_t wanted);

#ifdef __cplusplus
}
#endif
#endif
