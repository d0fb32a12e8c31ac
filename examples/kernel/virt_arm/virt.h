/* virt.h: the board that AArch64 and ARM share: QEMU's virt, with highmem=off */
#ifndef VIRT_H
#define VIRT_H

#include <stdint.h>

struct kspawn_pt_regs;

void virt_start_lines(void);
/// On each processor.
void virt_start_interrupts(void);
/// The processor has been interrupted; which of the lines it was, the controller says.
void virt_interrupt(struct kspawn_pt_regs *regs);
/// What the loader has told of the machine. `image_end` is physical, as is all of `boot`.
void virt_read_tree(uintptr_t tree, uintptr_t image_end);

/// The machine's call of the firmware.
intptr_t machine_firmware(uint32_t function, uintptr_t x, uintptr_t y, uintptr_t z);

#endif
