/* src/generic/elf_format.hpp: what an ELF file looks like (System V ABI, chapters 4 and 5) */
#ifndef KSPAWN_ELF_FORMAT_HPP
#define KSPAWN_ELF_FORMAT_HPP

#include <stdint.h>

enum { EI_CLASS = 4, EI_DATA = 5, EI_VERSION = 6, EI_NIDENT = 16 };
enum { EV_CURRENT = 1 };
enum elf_type { ET_EXEC = 2, ET_DYN = 3 };
enum elf_segment_type { PT_LOAD = 1, PT_INTERP = 3, PT_GNU_STACK = 0x6474e551 };
enum elf_segment_flag { PF_X = 1, PF_W = 2, PF_R = 4 };

template <typename Word>
struct elf_header {
	uint8_t ident[EI_NIDENT];
	uint16_t type, machine;
	uint32_t version;
	Word entry, phoff, shoff;
	uint32_t flags;
	uint16_t ehsize, phentsize, phnum, shentsize, shnum, shstrndx;
};

template <int Class>
struct elf_format;

template <>
struct elf_format<1> {
	using header = elf_header<uint32_t>;
	struct segment {
		uint32_t type;
		uint32_t offset, vaddr, paddr, filesz, memsz;
		uint32_t flags;
		uint32_t align;
	};
};

template <>
struct elf_format<2> {
	using header = elf_header<uint64_t>;
	struct segment {
		uint32_t type;
		uint32_t flags;
		uint64_t offset, vaddr, paddr, filesz, memsz;
		uint64_t align;
	};
};

static_assert(sizeof(elf_format<1>::header) == 52 && sizeof(elf_format<1>::segment) == 32);
static_assert(sizeof(elf_format<2>::header) == 64 && sizeof(elf_format<2>::segment) == 56);
#endif
