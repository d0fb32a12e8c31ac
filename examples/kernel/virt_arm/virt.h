/* virt.h: the board that AArch64 and ARM share: QEMU's virt, with highmem=off */
#ifndef VIRT_H
#define VIRT_H

#include <stdint.h>

struct kspawn_pt_regs;

/// The processor has been interrupted; which of the lines it was, the controller says.
void virt_interrupt(struct kspawn_pt_regs *regs);
/* ---- supplied by the machine ---- */

/// On each processor: what programs may not reach, they do not.
void virt_protect(void);
void virt_start_clock(void);
/// A call of the firmware.
intptr_t machine_firmware(uint32_t function, uintptr_t x, uintptr_t y, uintptr_t z);

#endif
