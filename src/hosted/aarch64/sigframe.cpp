/* src/hosted/aarch64/sigframe.cpp: between pt_regs and the host's signal frames */
#include <cstring>

#include <kspawn/pt_regs.h>

#include "port.hpp"

namespace kspawn::hosted {

void set_host_regs(kspawn_pt_regs &regs) { regs.pstate = regs.x[29] = 0; }

/// With all records behind it.
void sigframe_save(sigframe &frame, const ucontext_t &context)
{
	memcpy(reinterpret_cast<unsigned char *>(&frame) + offsetof(sigframe, uc), &context, sizeof(context));
}

} // namespace kspawn::hosted
