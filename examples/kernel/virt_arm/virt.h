/* virt.h: the board that AArch64 and ARM share: QEMU's virt, with highmem=off */
#ifndef VIRT_H
#define VIRT_H

#include <stdint.h>

enum { VIRT_TIMER = 27 /* the interrupt of the virtual timer */ };

void virt_start_lines(void);
void virt_start_interrupts(void);
/// The number of an interrupt that was asked for, and is over for the controller, or -1.
int virt_interrupt(void);
/// What the loader has told of the machine. `image_end` is physical, as is all of `boot`.
void virt_read_tree(uintptr_t tree, uintptr_t image_end);

#endif
