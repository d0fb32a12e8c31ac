/* tests/standalone/switch_to_unwinder.cpp: a backtrace by the compiler's runtime library */
#include "switch_to_unwinder.hpp"

#include <unwind.h>

/* A frame ends this many bytes above the stack pointer that its function is called with. */
#ifndef TEST_FRAME_ABOVE_SP
#define TEST_FRAME_ABOVE_SP 0
#endif

namespace kspawn_test {
namespace {

_Unwind_Reason_Code add_frame(_Unwind_Context *context, void *arg)
{
	auto &trace = *static_cast<backtrace *>(arg);
	if (trace.count == 64)
		return _URC_NORMAL_STOP;
	int before = 0;
	const uintptr_t ip = _Unwind_GetIPInfo(context, &before);
	if (ip == 0) { /* beyond the last frame */
		trace.end_sp = _Unwind_GetCFA(context) - TEST_FRAME_ABOVE_SP;
		return _URC_NO_REASON;
	}
	frame &f = trace.frames[trace.count++];
	f.function = _Unwind_FindEnclosingFunction(reinterpret_cast<void *>(before ? ip + 1 : ip));
	f.sp = _Unwind_GetCFA(context) - TEST_FRAME_ABOVE_SP;
	for (int i = 0; i < TEST_REGISTERS; i++)
		f.registers[i] = registers[i].dwarf < 0 ? 0 : _Unwind_GetGR(context, registers[i].dwarf);
	return _URC_NO_REASON;
}

} // namespace

__attribute__((noinline)) backtrace unwind()
{
	backtrace trace;
	trace.ends = _Unwind_Backtrace(add_frame, &trace) == _URC_END_OF_STACK;
	return trace;
}

} // namespace kspawn_test
