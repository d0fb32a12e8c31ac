/* tests/ports/aarch64/elf_port.h: which ELF headers the port refuses */
#ifndef KSPAWN_TESTS_AARCH64_ELF_PORT_H
#define KSPAWN_TESTS_AARCH64_ELF_PORT_H

constexpr bool takes_other_class = true;

constexpr bool refuses(uint32_t, uintptr_t) { return false; }

#endif
