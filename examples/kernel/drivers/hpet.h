/* drivers/hpet.h: the timer of a PC (IA-PC HPET specification, 2.3) */
#ifndef DRIVERS_HPET_H
#define DRIVERS_HPET_H

#include <stdbool.h>
#include <stdint.h>

/// Its first timer interrupts in the place of the 8254's. Panics if it does not count in nanoseconds.
void hpet_start(void);
/// Nanoseconds.
uint64_t hpet_now(void);
/// Returns the count of that time.
uint64_t hpet_counts(uint64_t ns);
/// Interrupts at `ns`. False if that has passed, and there may be an interrupt or none.
bool hpet_set(uint64_t ns);

#endif
