/* src/generic/abi.cpp: the name by which a program finds the library it was compiled for */
#include <kspawn/task.h>

const char kspawn_abi_1 = 1;
