/* src/user/kspawn_elf.h: as much of ELF-64 as a program needs to know itself */
#ifndef KSPAWN_ELF_H
#define KSPAWN_ELF_H

#include <stdint.h>

struct elf_header {
	uint8_t ident[16];
	uint16_t type, machine;
	uint32_t version;
	uint64_t entry, phoff, shoff;
	uint32_t flags;
	uint16_t ehsize, phentsize, phnum, shentsize, shnum, shstrndx;
};

struct elf_segment {
	uint32_t type, flags;
	uint64_t offset, vaddr, paddr, filesz, memsz, align;
};

struct elf_dynamic {
	int64_t tag;
	uint64_t value;
};

struct elf_rela {
	uint64_t offset, info;
	int64_t addend;
};

enum { ELF_PT_LOAD = 1, ELF_PT_DYNAMIC = 2 };
enum { ELF_DT_RELA = 7, ELF_DT_RELASZ = 8 };

/* The program's own header; the linker defines it where the headers are loaded. */
extern const struct elf_header __ehdr_start __attribute__((visibility("hidden")));

#endif
