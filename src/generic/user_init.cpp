/* src/generic/user_init.cpp: floating point of a new program: zero, except the port's KSPAWN_USER_INIT */
#include <kspawn/arch.h>
#include <kspawn/frame.h>

#include "freestanding.hpp"

#ifndef KSPAWN_USER_INIT
#define KSPAWN_USER_INIT(WORD)
#endif

void kspawn_user_init(void *state)
{
	memset(state, 0, KSPAWN_USER_STATE_SIZE);
#define KSPAWN_SET(offset, value) static_cast<uint32_t *>(state)[(offset) / 4] = value;
	KSPAWN_USER_INIT(KSPAWN_SET)
#undef KSPAWN_SET
}
