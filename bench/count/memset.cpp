/* bench/count/memset.cpp: by words, as a kernel has it; for what is aligned, as tasks are */
#include <stddef.h>
#include <stdint.h>

extern "C" void *memset(void *to, int byte, size_t n)
{
	const uintptr_t word = UINTPTR_MAX / 0xff * uint8_t(byte);
	auto *at = static_cast<uintptr_t *>(to), *end = at + n / sizeof(word);
	while (at != end)
		*at++ = word;
	return to;
}
