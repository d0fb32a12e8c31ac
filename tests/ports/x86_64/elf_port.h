/* tests/ports/x86_64/elf_port.h: which ELF headers the port refuses */
#ifndef KSPAWN_TESTS_X86_64_ELF_PORT_H
#define KSPAWN_TESTS_X86_64_ELF_PORT_H

constexpr bool takes_other_class = true;

constexpr bool refuses(uint32_t, uintptr_t) { return false; }

#endif
