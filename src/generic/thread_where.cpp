/* src/generic/thread_where.cpp: where a sleeping thread will resume */
#include <kspawn/arch.h>

extern "C" {
/* Labels inside kspawn_switch_to and kspawn_switch_to_fp; no functions, so that their addresses are code on every machine. */
extern const char kspawn_switch_to_resume[] __attribute__((visibility("hidden")));
extern const char kspawn_switch_to_fp_resume[] __attribute__((visibility("hidden")));
}

namespace {

/// The word at `offset` in the frame of a sleeping thread.
uintptr_t word_at(const kspawn_thread *thread, size_t offset)
{
	return uintptr_t(*reinterpret_cast<const KSPAWN_WORD_TYPE *>(static_cast<const char *>(thread->sp) + offset));
}

bool is_at(uintptr_t address, const char *label) { return address == reinterpret_cast<uintptr_t>(label); }

} // namespace

void kspawn_thread_where(const kspawn_thread *thread, uintptr_t *pc, uintptr_t *fp)
{
	const uintptr_t resume = word_at(thread, KSPAWN_SWITCH_RESUME);

	if (resume == KSPAWN_CODE_ADDRESS(kspawn_ret_from_fork)) {
		*pc = resume;
		*fp = 0;
	} else if (is_at(resume, kspawn_switch_to_resume)) {
		*pc = word_at(thread, KSPAWN_SWITCH_RETURN);
		*fp = word_at(thread, KSPAWN_SWITCH_FRAME_POINTER);
	} else if (is_at(resume, kspawn_switch_to_fp_resume)) {
		*pc = word_at(thread, KSPAWN_SWITCH_FP_RETURN);
		*fp = word_at(thread, KSPAWN_SWITCH_FP_FRAME_POINTER);
	} else {
		*pc = resume;
		*fp = word_at(thread, KSPAWN_INLINE_FRAME_POINTER);
	}
}
