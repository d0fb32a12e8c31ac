/* aarch64 entry_port.h: the end of the frame-pointer chain, and where vector registers are kept */
#pragma once

/* AAPCS64, 6.4.6 */
#define TEST_CALLERS_FRAME_POINTER() (*static_cast<uintptr_t *>(__builtin_frame_address(0)))

/* v0 to v31 in struct of KSPAWN_USER_STATE_SIZE bytes */
#define TEST_VECTORS_FROM 0
#define TEST_VECTORS_TO KSPAWN_USER_FPSR

/* It is no register that rt_sigreturn loads. */
#define TEST_SIGNAL_ENTRY_RESTORES_TLS true
