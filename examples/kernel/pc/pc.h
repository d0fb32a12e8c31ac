/* pc.h: the board that x86-64 and i386 share */
#ifndef PC_H
#define PC_H

#include "../kernel.h"

/* ---- supplied by the machine ---- */

/// The gates of all vectors, once.
void pc_make_gates(void);
/// The processor's descriptors, the gates, and the library's entry.
void pc_load_tables(struct cpu *cpu);

#endif
