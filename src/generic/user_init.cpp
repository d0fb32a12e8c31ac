/* src/generic/user_init.cpp: floating point of a new program, where all of it is zero */
#include <kspawn/arch.h>
#include <kspawn/frame.h>

#include "freestanding.hpp"

void kspawn_user_init(void *state) { memset(state, 0, KSPAWN_USER_STATE_SIZE); }
