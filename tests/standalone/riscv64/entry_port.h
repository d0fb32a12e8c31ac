/* riscv64 entry_port.h: the end of the frame-pointer chain, and where floating point registers are kept */
#pragma once

/* RISC-V psABI, Frame Pointer Convention */
#define TEST_CALLERS_FRAME_POINTER() (static_cast<uintptr_t *>(__builtin_frame_address(0))[-2])

/* f0 to f31 in struct of KSPAWN_USER_STATE_SIZE bytes */
#define TEST_VECTORS_FROM 0
#define TEST_VECTORS_TO KSPAWN_USER_FCSR

/* rt_sigreturn loads it with all other registers. */
#define TEST_SIGNAL_ENTRY_RESTORES_TLS false
