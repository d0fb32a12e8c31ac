/* tests/ports/mips/entry_port.h: the end of the frame-pointer chain */
#pragma once

#include <cstdint>
#include <unwind.h>

/* No ABI says where a function keeps its caller's fp, its unwind information does:
 * of the last frame, which is the gate's, registers are what the gate left in them. */
#define TEST_CALLERS_FRAME_POINTER() (test_unwind(), test_last_frame.fp)

struct test_frame {
	uintptr_t fp, sp;
};
inline test_frame test_last_frame;

inline void test_unwind()
{
	_Unwind_Backtrace(
		[](_Unwind_Context *frame, void *) {
			test_last_frame = {uintptr_t(_Unwind_GetGR(frame, 30)), uintptr_t(_Unwind_GetCFA(frame))};
			return _URC_NO_REASON;
		},
		nullptr);
}
