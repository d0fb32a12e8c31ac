/* x86_64 entry_port.h: the end of the frame-pointer chain (System V ABI, AMD64 supplement, 3.4.1) */
#pragma once
#define TEST_CALLERS_FRAME_POINTER() (*static_cast<uintptr_t *>(__builtin_frame_address(0)))
