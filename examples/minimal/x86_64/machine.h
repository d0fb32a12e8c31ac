/* examples/minimal/x86_64/machine.h: a PC */
#include "../machine_pc.h"
