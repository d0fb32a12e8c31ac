/* tests/ports/arm/elf_port.h: which ELF headers the port refuses */
#pragma once

constexpr bool takes_other_class = true;

/// Before EABI 1 Linux takes only APCS-32. An entry of ARM code is a multiple of 4.
constexpr bool refuses(uint32_t flags, uintptr_t entry) { return flags == 0x00000008 || flags == 0x0000000d || entry % 4 == 2; }
