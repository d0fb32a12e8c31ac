/* src/user/kspawn_elf.h: as much of ELF, of the program's own class, as it needs to know itself */
#ifndef KSPAWN_ELF_H
#define KSPAWN_ELF_H

#include <stdint.h>

struct elf_header {
	uint8_t ident[16];
	uint16_t type, machine;
	uint32_t version;
	uintptr_t entry, phoff, shoff;
	uint32_t flags;
	uint16_t ehsize, phentsize, phnum, shentsize, shnum, shstrndx;
};

#if UINTPTR_MAX > 0xffffffffu
struct elf_segment {
	uint32_t type, flags;
	uint64_t offset, vaddr, paddr, filesz, memsz, align;
};
#else
struct elf_segment {
	uint32_t type, offset, vaddr, paddr, filesz, memsz, flags, align;
};
#endif

struct elf_dynamic {
	intptr_t tag;
	uintptr_t value;
};

/* Without its addend, which then is in the place itself, it is a REL. */
struct elf_rela {
	uintptr_t offset, info;
	intptr_t addend;
};

enum { ELF_PT_LOAD = 1, ELF_PT_DYNAMIC = 2 };
enum { ELF_DT_RELA = 7, ELF_DT_RELASZ = 8, ELF_DT_REL = 17, ELF_DT_RELSZ = 18, ELF_DT_RELRSZ = 35, ELF_DT_RELR = 36 };

/* The program's own header; the linker defines it where the headers are loaded. */
extern const struct elf_header __ehdr_start __attribute__((visibility("hidden")));

#endif
