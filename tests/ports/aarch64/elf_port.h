/* tests/ports/aarch64/elf_port.h: which ELF headers the port refuses */
#pragma once

constexpr bool takes_other_class = true;

constexpr bool refuses(uint32_t, uintptr_t) { return false; }
