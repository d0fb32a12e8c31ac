/* x86_64 user_init.cpp: the FXSAVE area of a new program (AMD64 manual, volume 2, 11.4.4) */
#include <kspawn/arch.h>
#include <kspawn/frame.h>

void kspawn_user_init(void *state)
{
	constexpr unsigned fcw = 0x37f, mxcsr = 0x1f80, mxcsr_word = 6;
	auto *const words = static_cast<uint32_t *>(state);

	__builtin_memset(state, 0, KSPAWN_USER_STATE_SIZE);
	words[0] = fcw;
	words[mxcsr_word] = mxcsr;
}
