/* src/generic/elf.cpp: the loader of ELF files */
#include "elf.hpp"

#include <kspawn/errno.h>
#include <kspawn/exec.h>

#include "bounds.hpp"
#include "elf_header.hpp"
#include "freestanding.hpp"

namespace {

int to_prot(uint32_t flags)
{
	return (flags & PF_R ? KSPAWN_PROT_READ : 0) | (flags & PF_W ? KSPAWN_PROT_WRITE : 0) |
	       (flags & PF_X ? KSPAWN_PROT_EXEC : 0);
}

/// Each program header is checked and used as one reading gave it, since the
/// file may change in between.
class loader {
public:
	loader(const kspawn_image &i, kspawn_mm *m, const kspawn_user_layout &l, const elf_room &r, elf_program &p)
		: image(i), mm(m), layout(l), room(r), program(p)
	{
	}
	[[nodiscard]] int load();

private:
	[[nodiscard]] int read_segment(unsigned n, elf_segment_t &s) const;
	[[nodiscard]] int choose_bias();
	[[nodiscard]] int take(const elf_segment_t &s);
	[[nodiscard]] int load_segment(const elf_segment_t &s);
	[[nodiscard]] int map(const elf_segment_t &s, uintptr_t start);
	[[nodiscard]] int note_interp(const elf_segment_t &s);
	bool sound(const elf_segment_t &s) const;
	bool free(uintptr_t from, uintptr_t to) const;
	void note_contents(const elf_segment_t &s, uintptr_t start);

	const kspawn_image &image;
	kspawn_mm *mm;
	const kspawn_user_layout &layout;
	const elf_room &room;
	elf_program &program;
	elf_header_t header;
	uintptr_t bias = 0;
	bool entry_found = false;
};

int loader::read_segment(unsigned n, elf_segment_t &s) const
{
	return kspawn_image_read(&image, header.phoff + n * sizeof(s), &s, sizeof(s));
}

/// Where a PIE goes must be known before its first segment is mapped;
/// sound() checks what later readings say of the alignment.
int loader::choose_bias()
{
	size_t align = layout.page_size;
	for (unsigned i = 0; i < header.phnum; i++) {
		elf_segment_t s;
		const int err = read_segment(i, s);
		if (err != 0)
			return err;
		if (s.type == PT_LOAD && is_power_of_two(s.align) && s.align > align)
			align = s.align;
	}
	if (!can_align_up(room.pie_base, align))
		return -KSPAWN_ENOEXEC;
	bias = align_up(room.pie_base, align);
	return 0;
}

bool loader::sound(const elf_segment_t &s) const
{
	if (s.filesz > s.memsz || (s.align != 0 && !is_power_of_two(s.align)))
		return false;
	if (s.align != 0 && !is_aligned(bias, s.align))
		return false;
	if (s.filesz == 0)
		return true;
	return fits(s.offset, s.filesz, image.size) && is_aligned(s.offset - s.vaddr, layout.page_size);
}

/// Is [from, to) the next segment's to take? They come in ascending order.
bool loader::free(uintptr_t from, uintptr_t to) const
{
	const uintptr_t stack = layout.stack_top - layout.stack_size;
	return from >= layout.low && from >= program.high && to <= layout.high &&
	       (to <= stack || from >= layout.stack_top) && (to <= room.taken || from >= room.taken_end);
}

void loader::note_contents(const elf_segment_t &s, uintptr_t start)
{
	if ((s.flags & PF_X) && program.entry >= start && program.entry - start < s.memsz)
		entry_found = true;
	const size_t size = program.phnum * program.phent;
	if (program.phdr == 0 && header.phoff >= s.offset && fits(header.phoff - s.offset, size, s.filesz))
		program.phdr = start + (header.phoff - s.offset);
}

/// Whole pages, with what the file has before the segment in its first page.
int loader::map(const elf_segment_t &s, uintptr_t start)
{
	const uintptr_t from = align_down(start, layout.page_size);
	const uintptr_t end = start + s.memsz;
	if (!can_align_up(end, layout.page_size))
		return -KSPAWN_ENOEXEC;
	const uintptr_t to = align_up(end, layout.page_size);
	if (!free(from, to))
		return -KSPAWN_ENOEXEC;
	if (program.high == 0)
		program.low = from;
	program.high = to;
	if (s.filesz == 0)
		return kspawn_mm_map(mm, from, to - from, to_prot(s.flags), nullptr, 0, 0);
	const size_t before = start - from;
	return kspawn_mm_map(mm, from, to - from, to_prot(s.flags), &image, s.offset - before, s.filesz + before);
}

int loader::load_segment(const elf_segment_t &s)
{
	if (!sound(s))
		return -KSPAWN_ENOEXEC;
	if (s.memsz == 0)
		return 0;
	if (!fits(bias, s.vaddr, layout.high) || !fits(bias + s.vaddr, s.memsz, layout.high))
		return -KSPAWN_ENOEXEC;
	note_contents(s, bias + s.vaddr);
	return map(s, bias + s.vaddr);
}

/// The path is read later, when all else is known to be sound.
int loader::note_interp(const elf_segment_t &s)
{
	if (program.interp_size != 0 || s.filesz < 2 || !fits(s.offset, s.filesz, image.size))
		return -KSPAWN_ENOEXEC;
	program.interp = s.offset;
	program.interp_size = s.filesz;
	return 0;
}

int loader::take(const elf_segment_t &s)
{
	switch (s.type) {
	case PT_LOAD:
		return load_segment(s);
	case PT_INTERP:
		return note_interp(s);
	case PT_GNU_STACK:
		program.exec_stack = s.flags & PF_X;
		return 0;
	default:
		return 0;
	}
}

int loader::load()
{
	int err = kspawn_elf_read_header(image, header);
	if (err == 0 && header.type == ET_DYN)
		err = choose_bias();
	if (err != 0)
		return err;
	program.entry = bias + header.entry;
	program.phent = header.phentsize;
	program.phnum = header.phnum;
	program.bias = bias;
	for (unsigned i = 0; i < header.phnum; i++) {
		elf_segment_t s;
		err = read_segment(i, s);
		if (err == 0)
			err = take(s);
		if (err != 0)
			return err;
	}
	return entry_found ? 0 : -KSPAWN_ENOEXEC;
}

} // namespace

int kspawn_elf_load(const kspawn_image &image, kspawn_mm *mm, const kspawn_user_layout &layout, const elf_room &room,
		    elf_program &program)
{
	program = {};
	return loader(image, mm, layout, room, program).load();
}
