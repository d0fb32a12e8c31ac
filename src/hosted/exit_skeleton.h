/* src/hosted/exit_skeleton.h: exit and signal entry of the hosted machine, in the port's words
 *
 * A port's entry.S defines, besides the words of dialect.h, before it includes this:
 *
 *	STORE_TLS(register)     TLS of the interrupted code
 *	LOAD_TLS(register)      the same back, if the return from a signal of the host does not load it
 *	MEND_FRAME              if the host's return from a signal takes less from the frame at FIRST than it should
 *
 * and a macro, load_host cpu: TLS of the host, from the processor's block in this register, and what C++ needs besides. */
/* clang-format off */
#include <kspawn/frame.h>

#ifndef LOAD_TLS
#define LOAD_TLS(register)
#endif
#ifndef MEND_FRAME
#define MEND_FRAME
#endif
#define SIGNAL_FRAME ((KSPAWN_CALL_AREA + KSPAWN_WORD + KSPAWN_STACK_ALIGN - 1) & -KSPAWN_STACK_ALIGN)

/* void kspawn_hosted_exit(void *frame, uintptr_t tls) */
function_in kspawn_hosted_text, kspawn_hosted_exit, RETURN_ADDRESS
	address	TARGET, kspawn_hosted_cpu
	SET(TEMP, 1)
	access	STORE, TEMP, TARGET, KSPAWN_CPU_IN_USER
	LOAD_TLS(SECOND)
	MEND_FRAME
	COPY(SP, FIRST)
	SYSTEM_CALL(__NR_rt_sigreturn)
	STOP
end kspawn_hosted_exit

/* void kspawn_hosted_signal_entry(int sig, siginfo_t *info, void *context)
 * in      the arguments; TLS of the interrupted code, which is the fourth argument of what this calls
 */
function kspawn_hosted_signal_entry
	grow	SIGNAL_FRAME
	store_all STORE, KSPAWN_CALL_AREA, LINK
	STORE_TLS(FOURTH)
	address	TARGET, kspawn_hosted_cpu
	load_host TARGET
	CALL(kspawn_hosted_signal)
	LOAD_TLS(FIRST)
	load_all LOAD, KSPAWN_CALL_AREA, LINK
	shrink	SIGNAL_FRAME
	RETURN
end kspawn_hosted_signal_entry
