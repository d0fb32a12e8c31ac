/* src/generic/signal_frame_pop.cpp: from a signal handler's frame back to pt_regs */
#include <kspawn/errno.h>
#include <kspawn/rt_sigframe.hpp>
#include <kspawn/signal_frame.h>

#include "freestanding.hpp"

namespace {

using namespace kspawn::sigframe;
using kspawn::rt_sigframe;

/// What a frame says, checked.
struct contents {
	kspawn_pt_regs regs;
	uint64_t mask;
	kspawn_sigaltstack stack;
	uintptr_t fp; /* address, or 0 for a new program's */
};

bool begins_with_context(const kspawn_pt_regs &regs) { return KSPAWN_NR_SIGRETURN && regs.nr == KSPAWN_NR_SIGRETURN; }

/// What the stack pointer is past the frame's start.
uintptr_t past(const kspawn_pt_regs &regs)
{
	if (begins_with_context(regs))
		return offsetof(rt_sigframe, uc);
	return long(regs.nr) == KSPAWN_NR_sigreturn ? KSPAWN_SIGFRAME_PAST_OLD : KSPAWN_SIGFRAME_PAST;
}

template <class Context>
uintptr_t fp_address(const Context &c, uintptr_t at)
{
	if constexpr (requires { c.fp; })
		return c.fp;
	else if constexpr (requires { c.has_fp; })
		return c.has_fp & 1 ? at : 0;
	else
		return at;
}

/// The bits of control words that the processor has, where others fault. `fp` is overwritten.
uint32_t known_bits([[maybe_unused]] kspawn::sigframe_fp &fp)
{
#ifdef KSPAWN_SIGFRAME_FP_KNOWN
	kspawn_user_fp_get(&fp);
	return kspawn::fp_known(fp);
#else
	return 0;
#endif
}

int set_fp(kspawn::sigframe_fp &fp, uint32_t known)
{
	if (!kspawn::fp_from_linux(fp, known))
		return -KSPAWN_EINVAL;
	kspawn_user_fp_set(&fp.state);
	return 0;
}

void set_initial_fp(kspawn::sigframe_fp &fp)
{
	kspawn_user_init(&fp.state);
	kspawn_user_fp_set(&fp.state);
}

template <class Context>
int set_fp_inside(Context &c, uintptr_t fp)
{
	if (fp)
		return set_fp(c, 0);
	set_initial_fp(c);
	return 0;
}

/// Parts of the frame are read one after the other, so that the kernel stack holds one at a time.
__attribute__((noinline)) int take_context(uintptr_t at, const kspawn_pt_regs &old, contents &got)
{
	kspawn::ucontext uc;
	if (kspawn_copy_from_user(&uc, at + offsetof(rt_sigframe, uc), sizeof(uc)))
		return -KSPAWN_EFAULT;
	got.regs = old;
	kspawn::regs_from_context(got.regs, uc.mcontext);
	kspawn::regs_from_linux(got.regs, old);
	got.regs.nr = no_call;
	got.mask = kspawn_sigset_get(&uc.mask);
	got.stack = uc.stack;
	got.fp = fp_address(uc.mcontext, at + fp_at);
	if (!kspawn_pt_regs_valid(&got.regs))
		return -KSPAWN_EINVAL;
	if constexpr (fp_is_inside)
		return set_fp_inside(uc.mcontext, got.fp);
	return 0;
}

__attribute__((noinline)) int take_fp(uintptr_t at)
{
	alignas(KSPAWN_USER_STATE_ALIGN) kspawn::sigframe_fp fp;
	const uint32_t known = known_bits(fp);
	if (!at) {
		set_initial_fp(fp);
		return 0;
	}
	return kspawn_copy_from_user(&fp, at, sizeof(fp)) ? -KSPAWN_EFAULT : set_fp(fp, known);
}

} // namespace

int kspawn_signal_frame_pop(kspawn_pt_regs *regs, uint64_t *mask, kspawn_sigaltstack *stack)
{
	const uintptr_t sp = kspawn_pt_regs_sp(regs);
	const uintptr_t at = sp - past(*regs);
	contents got;
	if (!is_aligned(sp, KSPAWN_SIGFRAME_POP_ALIGN))
		return -KSPAWN_EINVAL;
	int err = take_context(at, *regs, got);
	if (!err && !fp_is_inside)
		err = take_fp(got.fp);
	if (err)
		return err;
	*regs = got.regs;
	*mask = got.mask;
	*stack = got.stack;
	return 0;
}
