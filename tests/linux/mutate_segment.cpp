/* tests/linux/mutate_segment.cpp: program headers that a linker would not make */
#include "mutate_segment.hpp"

#include <algorithm>

static const uint32_t types[] = { PT_NULL, PT_LOAD, PT_LOAD, PT_DYNAMIC, PT_INTERP, PT_NOTE, PT_PHDR, PT_TLS, PT_GNU_STACK };

void change_field(elf_segment_t &s, random_numbers &random)
{
	switch (random.next(8)) {
	case 0:
		s.p_type = one_of(types, random);
		break;
	case 1:
		s.p_flags = random.next(4) ? random.next(8) : uint32_t(one_of(limits, random));
		break;
	case 2:
		change(s.p_offset, random);
		break;
	case 3:
		change(s.p_vaddr, random);
		break;
	case 4:
		change(s.p_filesz, random);
		break;
	case 5:
		s.p_align = random.next(2) ? elf_word_t(1) << random.next(8 * sizeof(elf_word_t))
					   : elf_word_t(one_of(limits, random));
		break;
	default:
		change(s.p_memsz, random);
	}
}

void move_segment(elf_segment_t &s, const elf_segment_t &other, random_numbers &random)
{
	const elf_word_t in_page = s.p_vaddr % page_size;
	switch (random.next(6)) {
	case 0: /* over another */
		s.p_vaddr = other.p_vaddr / page_size * page_size + in_page + page_size * random.next(3);
		break;
	case 1:
		s.p_offset += page_size * random.next(4);
		break;
	case 2:
		s.p_vaddr += page_size * random.next(16);
		break;
	case 3:
		s.p_memsz = s.p_filesz + random.next(0x3000);
		break;
	case 4:
		s.p_filesz = s.p_memsz = random.next(0x2400);
		break;
	default:
		s.p_filesz = random.next(uint32_t(std::min<uint64_t>(s.p_memsz, 0x4000)) + 1);
	}
}
