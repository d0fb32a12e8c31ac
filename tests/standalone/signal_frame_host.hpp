/* tests/standalone/signal_frame_host.hpp: user memory and floating point for kspawn_signal_frame_push and _pop */
#pragma once
#include <cstddef>
#include <csignal>
#include <cstdint>
#include <cstring>
#include <ucontext.h>
#include <vector>

#include <kspawn/errno.h>
#include <kspawn/rt_sigframe.hpp>
#include <kspawn/signal_frame.h>

namespace kspawn_test {

struct alignas(KSPAWN_USER_STATE_ALIGN) user_fp {
	unsigned char bytes[KSPAWN_USER_STATE_SIZE];
};

/// What the hooks are given and give.
struct signal_frame_host {
	unsigned char *low, *high; /* user memory, at its own addresses */
	user_fp fp;                /* of the program */
	unsigned copies;           /* until one fails; 0 for none */
	uintptr_t page;            /* of sigreturn's code */
};
extern signal_frame_host host;

/// A member of the context is where the C library has it.
#define AT(own, libc) static_assert(offsetof(kspawn::ucontext, mcontext.own) == offsetof(ucontext_t, uc_mcontext.libc))

/// Sets those registers of a pattern that cannot have any value.
void settle(kspawn_pt_regs &r);

/// A change to a frame, and what pop returns then.
struct frame_change {
	const char *what;
	int result;
	void (*make)(kspawn::rt_sigframe &frame);
	bool (*becomes)(const kspawn_pt_regs &r, const user_fp &fp); /* or NULL */
};
extern const std::vector<frame_change> frame_changes;

} // namespace kspawn_test

extern "C" {
/* signal_frame_exit.S. */
/// The system call rt_sigreturn with this stack pointer.
[[noreturn]] void signal_frame_exit(uintptr_t sp);
/// The same, where a handler has returned to.
void signal_frame_restorer();
/// One instruction, which traps.
void signal_frame_trap();
}
