/* drivers/gic.h: the interrupt controller (Arm, GIC architecture version 2, IHI0048B, 4) */
#ifndef DRIVERS_GIC_H
#define DRIVERS_GIC_H

#include <stdint.h>

enum { GIC_CALL = 0, GIC_VIRTUAL_TIMER = 27, GIC_SPURIOUS = 1020 };

/// On each processor: lets calls and the virtual timer in.
void gic_start(void);
/// The number of the interrupt that has come, which counts as answered; GIC_SPURIOUS or more if none has.
unsigned gic_answer(void);
/// Interrupts another processor with GIC_CALL, which sees what was written before.
void gic_call(unsigned processor);

#endif
