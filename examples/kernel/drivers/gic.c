/* drivers/gic.c: the interrupt controller (Arm, GIC architecture version 2, IHI0048B, 4) */
#include "gic.h"

#include "machine.h"

enum {
	GICD_CTLR = 0x08000000,
	GICD_ISENABLER = GICD_CTLR + 0x100,
	GICD_SGIR = GICD_CTLR + 0xf00,
	GICC_CTLR = 0x08010000,
	GICC_PMR = GICC_CTLR + 4,
	GICC_IAR = GICC_CTLR + 0xc,
	GICC_EOIR = GICC_CTLR + 0x10
};

void gic_start(void)
{
	MACHINE_DEVICE(uint32_t, GICD_CTLR) = 1;
	MACHINE_DEVICE(uint32_t, GICD_ISENABLER) = 1u << GIC_VIRTUAL_TIMER;
	MACHINE_DEVICE(uint32_t, GICC_PMR) = 0xff;
	MACHINE_DEVICE(uint32_t, GICC_CTLR) = 1;
}

unsigned gic_answer(void)
{
	const uint32_t which = MACHINE_DEVICE(uint32_t, GICC_IAR), number = which & 0x3ff;

	if (number < GIC_SPURIOUS)
		MACHINE_DEVICE(uint32_t, GICC_EOIR) = which;
	return number;
}

void gic_call(unsigned processor)
{
	__asm__ volatile("dsb ishst" : : : "memory");
	MACHINE_DEVICE(uint32_t, GICD_SGIR) = 1u << (16 + processor) | GIC_CALL;
}
