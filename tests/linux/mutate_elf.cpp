/* tests/linux/mutate_elf.cpp: ELF files that a linker would not make */
#include <algorithm>

#include "mutate_segment.hpp"

namespace {

const std::string paths[] = { "interp",
			      "./interp",
			      "none",
			      "interp/",
			      ".",
			      "",
			      "prog",
			      std::string(300, '/'),
			      std::string(300, 'x'),
			      std::string(5000, 'x') };

void change_header(elf_header_t &h, random_numbers &random)
{
	switch (random.next(10)) {
	case 0:
		h.e_type = uint16_t(random.next(6));
		break;
	case 1:
		h.e_machine = uint16_t(random.next(2));
		break;
	case 2:
		change(h.e_phnum, random);
		break;
	case 3:
		change(h.e_phentsize, random);
		break;
	case 4:
		change(h.e_phoff, random);
		break;
	case 5:
		change(h.e_ident[random.next(EI_NIDENT)], random);
		break;
	case 6:
		change(random.next(2) ? h.e_version : h.e_flags, random);
		break;
	case 7:
		h.e_phnum = uint16_t(random.next(10));
		break;
	default:
		change(h.e_entry, random);
	}
}

void change_order(elf_file &file, random_numbers &random)
{
	const elf_segment_t one = one_of(file.segments, random);
	switch (random.next(3)) {
	case 0:
		std::swap(one_of(file.segments, random), one_of(file.segments, random));
		break;
	case 1:
		file.segments.insert(file.segments.begin() + random.next(uint32_t(file.segments.size()) + 1), one);
		file.header.e_phnum++;
		break;
	default:
		one_of(file.segments, random) = one;
	}
}

void change_path(elf_file &file, random_numbers &random)
{
	for (elf_segment_t &s : file.segments)
		if (s.p_type == PT_INTERP && random.next(2))
			return change_field(s, random);
	const size_t old = file.tail.size();
	file.tail = (random.next(3) ? "interp" : one_of(paths, random)) + (random.next(8) ? std::string(1, '\0') : "") +
		    (random.next(3) ? "" : std::string(random.next(3), '\0'));
	file.size += file.tail.size() - old;
	for (elf_segment_t &s : file.segments)
		if (s.p_type == PT_INTERP)
			s.p_filesz = elf_word_t(file.tail.size());
}

void change_file(elf_file &file, random_numbers &random)
{
	elf_segment_t &s = one_of(file.segments, random);
	switch (random.next(9)) {
	case 0:
		return change_header(file.header, random);
	case 1:
		return change_order(file, random);
	case 2:
		return file.tail.empty() ? void(file.size = random.next(0x5000)) : change_path(file, random);
	case 3:
	case 4:
	case 5:
		return change_field(s, random);
	default:
		return move_segment(s, one_of(file.segments, random), random);
	}
}

} // namespace

bytes mutated_elf(elf_file file, random_numbers &random)
{
	for (uint32_t n = random.next(4); n > 0; n--)
		change_file(file, random);
	bytes content = file.content();
	const size_t headers = sizeof(elf_header_t) + file.segments.size() * sizeof(elf_segment_t);
	if (random.next(6) == 0 && content.size() > headers)
		mutate(content, headers, random);
	if (random.next(10) == 0)
		content.resize(random.next(uint32_t(content.size() + 1)));
	if (random.next(20) == 0)
		content.resize(content.size() + random.next(0x3000), 0xcc);
	return content;
}
