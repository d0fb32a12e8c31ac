/* examples/minimal/i386/machine.h: a PC */
#include "../machine_pc.h"
