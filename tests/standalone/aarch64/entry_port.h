/* aarch64 entry_port.h: the end of the frame-pointer chain (AAPCS64, 6.4.6) */
#pragma once
#define TEST_CALLERS_FRAME_POINTER() (*static_cast<uintptr_t *>(__builtin_frame_address(0)))
