/* tests/ports/x86_64/entry_port.h: the end of the frame-pointer chain, and where vector registers are kept */
#pragma once

/* System V ABI, AMD64 supplement, 3.4.1 */
#define TEST_CALLERS_FRAME_POINTER() (*static_cast<uintptr_t *>(__builtin_frame_address(0)))

/* xmm0 to xmm15 in struct of KSPAWN_USER_STATE_SIZE bytes (AMD64 manual, volume 2, 11.4.4) */
#define TEST_VECTORS_FROM 160
#define TEST_VECTORS_TO 416

/* It is no register that rt_sigreturn loads. */
#define TEST_SIGNAL_ENTRY_RESTORES_TLS true
