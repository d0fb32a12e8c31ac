/* src/generic/abi.cpp: version symbols: a program links only with the library that it was compiled for */
#include <kspawn/pt_regs_abi.h>
#include <kspawn/task.h>

const char kspawn_abi_1 = 1;
const char KSPAWN_PT_REGS_ABI = 1;
