/* tests/ports/i386/switch_to_step.cpp: a look at every instruction, by the trap flag, as on x86-64 */
#include <ucontext.h>

#include <kspawn/rt_sigframe.hpp>

#define REG_RIP REG_EIP
#define REG_RSP REG_ESP
#define TEST_MEND_CONTEXT(context) \
	kspawn::join_x87(*reinterpret_cast<kspawn::sigframe_fp *>(static_cast<ucontext_t *>(context)->uc_mcontext.fpregs))
#include "../x86_64/switch_to_step.cpp"
