/* tests/system/user/frames_context.cpp: the parts of Linux's rt_sigframe, for a handler that changes them */
#include <kspawn/rt_sigframe.hpp>

#include "frames_context.h"

namespace {

kspawn::rt_sigframe &frame_of(void *info)
{
	return *reinterpret_cast<kspawn::rt_sigframe *>(static_cast<char *>(info) - offsetof(kspawn::rt_sigframe, info));
}

template <class Frame>
unsigned char *fp_of(Frame &frame)
{
	if constexpr (requires { frame.fp; })
		return reinterpret_cast<unsigned char *>(&frame.fp.state);
	else
		return reinterpret_cast<unsigned char *>(&frame.uc.mcontext.state);
}

unsigned long get_word(const kspawn_pt_regs &regs, size_t at)
{
	unsigned long word;
	__builtin_memcpy(&word, reinterpret_cast<const char *>(&regs) + at, sizeof(word));
	return word;
}

void change(kspawn_pt_regs &regs, const forgery &forged)
{
	const unsigned long word = (get_word(regs, forged.word) & forged.keep) | forged.set;
	__builtin_memcpy(reinterpret_cast<char *>(&regs) + forged.word, &word, sizeof(word));
}

bool is_in_context(size_t word)
{
	kspawn_pt_regs regs = {};
	kspawn::sigcontext context;
	__builtin_memset(&context, 0xff, sizeof(context));
	kspawn::regs_from_context(regs, context);
	return get_word(regs, word) != 0;
}

bool same(const kspawn_pt_regs &a, const kspawn_pt_regs &b) { return __builtin_memcmp(&a, &b, sizeof(a)) == 0; }

} // namespace

bool frame_is_whole(void *info, void *context) { return &frame_of(info).uc == context; }

unsigned char *frame_fp(void *info) { return fp_of(frame_of(info)); }

void frame_block_all(void *info) { kspawn_sigset_put(&frame_of(info).uc.mask, ~0ull); }

void frame_change(void *info, const forgery *forged, void (*also)(kspawn_pt_regs *regs, int variant), int variant)
{
	kspawn_pt_regs regs = {};
	kspawn::regs_from_context(regs, frame_of(info).uc.mcontext);
	change(regs, *forged);
	also(&regs, variant);
	kspawn::regs_to_context(frame_of(info).uc.mcontext, regs);
}

/* What Linux clears does no harm. */
int frame_status(void *info, const forgery *forged, int lives)
{
	if (!is_in_context(forged->word))
		return lives;
	auto context = frame_of(info).uc.mcontext;
	kspawn_pt_regs old = {}, wanted, taken;
	kspawn::regs_from_context(old, context);
	wanted = taken = old;
	change(wanted, *forged);
	kspawn::regs_to_context(context, wanted);
	kspawn::regs_from_context(taken, context);
	kspawn::regs_from_linux(taken, old);
	if (same(taken, wanted) || forged->status == lives)
		return forged->status;
	return same(taken, old) ? lives : lives | forged->status << 16;
}
