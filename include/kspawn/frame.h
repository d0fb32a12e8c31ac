/* include/kspawn/frame.h: the constants of the port, and those that its frame.h may leave out; for assembly too */
#ifndef KSPAWN_FRAME_H
#define KSPAWN_FRAME_H

#include <kspawn/arch/frame.h>

/* Bytes from the stack pointer up that a called function may write: MIPS o32's argument area, s390's register save
 * area, PowerPC's back chain and link register, SPARC's register windows. */
#ifndef KSPAWN_CALL_AREA
#define KSPAWN_CALL_AREA 0
#endif
#endif
