/* @PORT@ missing.cpp: stands in for assembly that is not written, and traps */
#include <kspawn/arch.h>

/* Weak: a file of the function's name takes its place. The whole goes with the last of them. */
#define MISSING(type, function) \
	extern "C" __attribute__((weak)) type function { __builtin_trap(); }

MISSING(kspawn_thread *, kspawn_switch_to(kspawn_thread *, kspawn_thread *))
MISSING(kspawn_thread *, kspawn_switch_to_fp(kspawn_thread *, kspawn_thread *))
