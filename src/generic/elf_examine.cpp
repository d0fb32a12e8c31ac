/* src/generic/elf_examine.cpp: reads the program headers of a file */
#include "elf.hpp"

#include "bounds.hpp"
#include "freestanding.hpp"

namespace {

void note_load(elf_image &file, const elf_segment_t &s, size_t page_size)
{
	const uintptr_t from = align_down(s.vaddr, page_size);
	const uintptr_t to = fits(s.vaddr, s.memsz, UINTPTR_MAX) ? s.vaddr + s.memsz : UINTPTR_MAX;
	if (!file.loads)
		file.starts_empty = s.filesz == 0;
	if (!file.loads || from < file.low)
		file.low = from;
	if (to > file.high)
		file.high = to;
	if (is_power_of_two(s.align) && s.align > file.align)
		file.align = s.align; /* Linux ignores others */
	file.loads = true;
}

void note_interp(elf_image &file, const elf_segment_t &s)
{
	if (file.has_interp)
		return;
	file.has_interp = true;
	file.interp = s.offset;
	file.interp_size = s.filesz;
}

} // namespace

/// The header is on the stack of this function alone.
int kspawn_elf_begin(elf_image &file)
{
	elf_header_t header;
	const int err = kspawn_elf_read_header(file.image, header);
	if (err != 0)
		return err;
	file = { file.image,
		 nullptr,
		 header.phoff,
		 header.entry,
		 header.phnum,
		 header.type,
		 false,
		 false,
		 false,
		 false,
		 0,
		 0,
		 0,
		 0,
		 0,
		 0 };
	return 0;
}

int kspawn_elf_examine(elf_image &file, const read_room &room, size_t page_size)
{
	file.room = &room;
	return for_each_segment(file, [&](const elf_segment_t &s) {
		if (s.type == PT_LOAD)
			note_load(file, s, page_size);
		else if (s.type == PT_GNU_STACK)
			file.exec_stack = s.flags & PF_X;
		else if (s.type == PT_INTERP)
			note_interp(file, s);
		return 0;
	});
}
