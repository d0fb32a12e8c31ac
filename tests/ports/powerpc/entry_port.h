/* tests/ports/powerpc/entry_port.h: the end of the back chain */
#pragma once
#include <cstdint>

/* The first word of a frame is the address of its caller's (Power Architecture 32-bit ABI and 64-bit ELF ABI, The Stack Frame). */
#define TEST_CALLERS_FRAME_POINTER() (**static_cast<uintptr_t **>(__builtin_frame_address(0)))
