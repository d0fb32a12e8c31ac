/* tests/ports/arm/entry_port.h: the end of the frame-pointer chain */
#pragma once
#include <cstdint>

struct kspawn_pt_regs;

extern "C" {
/// entry_call.S comes before it: a compiler uses either frame pointer as it likes.
void kspawn_hosted_syscall(kspawn_pt_regs *regs) __asm__("kspawn_test_on_syscall");
extern uintptr_t kspawn_test_frame_pointers;
}
#define TEST_CALLERS_FRAME_POINTER() kspawn_test_frame_pointers
