/* drivers/pic_8259.c: the interrupt controllers of a PC (Intel, 8259A) */
#include "pic_8259.h"

#include "machine.h"

enum { FIRST = 0x20, SECOND = 0xa0, MASK = 1, INIT = 0x11, MODE_8086 = 1, SECOND_AT = 2, ANSWER = 0x20 };

void pic_8259_start(uint8_t vector)
{
	machine_out(FIRST, INIT);
	machine_out(SECOND, INIT);
	machine_out(FIRST + MASK, vector);
	machine_out(SECOND + MASK, vector + 8);
	machine_out(FIRST + MASK, 1 << SECOND_AT);
	machine_out(SECOND + MASK, SECOND_AT);
	machine_out(FIRST + MASK, MODE_8086);
	machine_out(SECOND + MASK, MODE_8086);
	machine_out(FIRST + MASK, 0xfe);
	machine_out(SECOND + MASK, 0xff);
}

void pic_8259_answer(void) { machine_out(FIRST, ANSWER); }
