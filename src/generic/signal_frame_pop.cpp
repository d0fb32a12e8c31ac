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

bool is_sigreturn(const kspawn_pt_regs &regs) { return KSPAWN_NR_SIGRETURN && regs.nr == KSPAWN_NR_SIGRETURN; }

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
	kspawn_user_fp_get(&fp.state);
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

/// The registers of a frame, checked.
int take_regs(const kspawn::sigcontext &c, const kspawn_pt_regs &old, contents &got)
{
	got.regs = old;
	kspawn::regs_from_context(got.regs, c);
	kspawn::regs_from_linux(got.regs, old);
	got.regs.nr = no_call;
	return kspawn_pt_regs_valid(&got.regs) ? 0 : -KSPAWN_EINVAL;
}

#ifdef KSPAWN_OLD_SIGFRAME
/// Of a frame without a ucontext.
__attribute__((noinline)) int take_old_context(uintptr_t sp, const kspawn_pt_regs &old, contents &got)
{
	using kspawn::old_sigframe;
	const uintptr_t at = sp - KSPAWN_OLD_SIGFRAME_PAST;
	kspawn::sigcontext c;
	uintptr_t rest;
	if (kspawn_copy_from_user(&c, at + offsetof(old_sigframe, mcontext), sizeof(c)) ||
	    kspawn_copy_from_user(&rest, at + offsetof(old_sigframe, mask_rest), sizeof(rest)))
		return -KSPAWN_EFAULT;
	got.mask = uint64_t(rest) << (8 * sizeof(rest)) | c.oldmask;
	got.fp = c.fp;
	return take_regs(c, old, got);
}
#else
int take_old_context(uintptr_t, const kspawn_pt_regs &, contents &) { return -KSPAWN_EINVAL; }
#endif

/// Parts of the frame are read one after the other, so that the kernel stack holds one at a time.
__attribute__((noinline)) int take_context(uintptr_t at, const kspawn_pt_regs &old, contents &got)
{
	kspawn::ucontext uc;
	if (kspawn_copy_from_user(&uc, at + offsetof(rt_sigframe, uc), sizeof(uc)))
		return -KSPAWN_EFAULT;
	got.mask = kspawn_sigset_get(&uc.mask);
	got.stack = uc.stack;
	got.fp = fp_address(uc.mcontext, at + fp_at);
	const int err = take_regs(uc.mcontext, old, got);
	if constexpr (fp_is_inside)
		return err ? err : set_fp_inside(uc.mcontext, got.fp);
	return err;
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
	const bool is_old = is_sigreturn(*regs);
	const uintptr_t at = sp - (is_old ? offsetof(rt_sigframe, uc) : KSPAWN_SIGFRAME_PAST);
	contents got;
	got.stack = *stack;
	if (!is_aligned(sp, KSPAWN_SIGFRAME_POP_ALIGN))
		return -KSPAWN_EINVAL;
	int err = is_old && KSPAWN_HAS_OLD_SIGFRAME ? take_old_context(sp, *regs, got) : take_context(at, *regs, got);
	if (!err && !fp_is_inside)
		err = take_fp(got.fp);
	if (err)
		return err;
	*regs = got.regs;
	*mask = got.mask;
	*stack = got.stack;
	return 0;
}
