/* tests/ports/powerpc/elf_port.h: which ELF files are of this machine but not of its ABI */
#pragma once
#include <cstdint>

constexpr bool takes_other_class = false;

/// The two low bits are the version of the 64-bit ABI, or zero. (OpenPOWER ELFv2 ABI, 4.1)
constexpr bool refuses([[maybe_unused]] uint32_t flags, uintptr_t)
{
#ifdef _CALL_ELF
	return (flags & 3) != 0 && (flags & 3) != _CALL_ELF;
#else
	return false;
#endif
}
