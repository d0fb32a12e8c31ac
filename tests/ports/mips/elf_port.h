/* tests/ports/mips/elf_port.h: which ELF headers the port refuses */
#pragma once

constexpr bool takes_other_class = false;

/// o32 refuses n32, o64 and EABI.
constexpr bool refuses(uint32_t flags, uintptr_t)
{
	return !is_elf64 &&
	       (flags == 0x80000027 || flags == 0x70002001 || flags == 0x50003001 || flags == 0x4000 || flags == 0x200);
}
