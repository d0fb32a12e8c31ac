/* tests/ports/s390x/entry_port.h: the end of the frame-pointer chain and of the back chain */
#pragma once
#include <cstdint>

struct kspawn_pt_regs;

extern "C" {
/// entry_call.S comes before it: no frame of C code says what was in r11.
void kspawn_hosted_syscall(kspawn_pt_regs *regs) __asm__("kspawn_test_on_syscall");
extern uintptr_t kspawn_test_frame_pointers;
}
#define TEST_CALLERS_FRAME_POINTER() kspawn_test_frame_pointers
