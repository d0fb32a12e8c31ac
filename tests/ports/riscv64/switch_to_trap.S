/* tests/ports/riscv64/switch_to_trap.S: a signal handler that has the host's gp */
#include "asm.h"

/* void kspawn_test_trap(int sig, siginfo_t *info, void *context): a signal handler, wherever gp points */
function kspawn_test_trap
	lla	gp, __global_pointer$
	tail	kspawn_test_trapped
end kspawn_test_trap
