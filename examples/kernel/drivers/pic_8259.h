/* drivers/pic_8259.h: the interrupt controllers of a PC (Intel, 8259A) */
#ifndef DRIVERS_PIC_8259_H
#define DRIVERS_PIC_8259_H

#include <stdint.h>

/// Both controllers: vectors from `vector` on, and nothing but the timer's line, the first.
void pic_8259_start(uint8_t vector);
/// The interrupt of the first controller is answered.
void pic_8259_answer(void);

#endif
