/* src/generic/thread_where.cpp: where a sleeping thread sleeps */
#include <kspawn/arch.h>

extern "C" {
/* Inside kspawn_switch_to and kspawn_switch_to_fp. */
void kspawn_switch_to_resume() __attribute__((visibility("hidden")));
void kspawn_switch_to_fp_resume() __attribute__((visibility("hidden")));
}

namespace {

/// The word at `offset` in the frame of a sleeping thread.
uintptr_t word_at(const kspawn_thread *thread, size_t offset)
{
	return *reinterpret_cast<const uintptr_t *>(static_cast<const char *>(thread->sp) + offset);
}

bool resumes_in(uintptr_t address, void (*function)())
{
	return address == reinterpret_cast<uintptr_t>(function);
}

} // namespace

void kspawn_thread_where(const kspawn_thread *thread, uintptr_t *pc, uintptr_t *fp)
{
	const uintptr_t resume = word_at(thread, KSPAWN_SWITCH_RESUME);

	if (resumes_in(resume, kspawn_ret_from_fork)) {
		*pc = resume;
		*fp = 0;
	} else if (resumes_in(resume, kspawn_switch_to_resume)) {
		*pc = word_at(thread, KSPAWN_SWITCH_RETURN);
		*fp = word_at(thread, KSPAWN_SWITCH_FRAME_POINTER);
	} else if (resumes_in(resume, kspawn_switch_to_fp_resume)) {
		*pc = word_at(thread, KSPAWN_SWITCH_FP_RETURN);
		*fp = word_at(thread, KSPAWN_SWITCH_FP_FRAME_POINTER);
	} else {
		*pc = resume;
		*fp = word_at(thread, KSPAWN_INLINE_FRAME_POINTER);
	}
}
