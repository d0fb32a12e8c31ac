/* mips entry_port.h: the end of the frame-pointer chain, and where floating point registers are kept */
#pragma once

#include <cstdint>
#include <unwind.h>

/* No ABI says where a function keeps its caller's fp, its unwind information does:
 * of the last frame, which is the gate's, it is what the gate left there. */
#define TEST_CALLERS_FRAME_POINTER() test_last_frame_pointer()

inline uintptr_t test_last_frame_pointer()
{
	constexpr int fp = 30;
	uintptr_t last = 0;
	_Unwind_Backtrace(
		[](_Unwind_Context *frame, void *to) {
			*static_cast<uintptr_t *>(to) = _Unwind_GetGR(frame, fp);
			return _URC_NO_REASON;
		},
		&last);
	return last;
}

/* The doubles in struct of KSPAWN_USER_STATE_SIZE bytes */
#define TEST_VECTORS_FROM 0
#define TEST_VECTORS_TO KSPAWN_USER_FCSR

/* It is no register that rt_sigreturn loads. */
#define TEST_SIGNAL_ENTRY_RESTORES_TLS true
