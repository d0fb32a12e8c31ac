/* src/generic/abi.cpp: version symbols: a program links only with the library that it was compiled for */
#include <kspawn/pt_regs_abi.h>
#include <kspawn/task.h>

/* By itself a compiler may put them among small data, which can be written. */
#define CONSTANT __attribute__((section(".rodata.kspawn_abi")))

CONSTANT const char kspawn_abi_2 = 1;
CONSTANT const char KSPAWN_PT_REGS_ABI = 1;
