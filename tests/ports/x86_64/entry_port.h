/* tests/ports/x86_64/entry_port.h: the end of the frame-pointer chain */
#pragma once

/* System V ABI, AMD64 supplement, 3.4.1 */
#define TEST_CALLERS_FRAME_POINTER() (*static_cast<uintptr_t *>(__builtin_frame_address(0)))

/* rt_sigreturn does not load this register. */
#define TEST_SIGNAL_ENTRY_RESTORES_TLS true
