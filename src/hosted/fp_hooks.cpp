/* src/hosted/fp_hooks.cpp: where a program's floating point is while the kernel runs */
#include <cstring>

#include <kspawn/host.h>

#include "process.hpp"

using namespace kspawn::hosted;

void kspawn_user_fp_get(void *state)
{
	process &p = process::current();
	if (p.interrupted)
		sigframe_user_state(p.frame, state);
	else
		memcpy(state, p.user_state.bytes, KSPAWN_USER_STATE_SIZE);
}

void kspawn_user_fp_set(const void *state)
{
	process &p = process::current();
	memcpy(p.user_state.bytes, state, KSPAWN_USER_STATE_SIZE);
	p.interrupted = false;
}
