/* src/generic/elf.cpp: the loader of static ELF programs */
#include "elf.hpp"

#include <kspawn/errno.h>
#include <kspawn/exec.h>

#include "bounds.hpp"
#include "elf_format.hpp"
#include "freestanding.hpp"

namespace {

using header_t = elf_format<KSPAWN_ELF_CLASS>::header;
using segment_t = elf_format<KSPAWN_ELF_CLASS>::segment;

bool of_this_port(const header_t &h)
{
	return h.ident[0] == 0x7f && h.ident[1] == 'E' && h.ident[2] == 'L' && h.ident[3] == 'F' &&
	       h.ident[EI_CLASS] == KSPAWN_ELF_CLASS && h.ident[EI_DATA] == KSPAWN_ELF_DATA &&
	       h.ident[EI_VERSION] == EV_CURRENT && h.version == EV_CURRENT && h.machine == KSPAWN_ELF_MACHINE;
}

bool has_segments(const header_t &h, uint64_t file_size)
{
	return h.phentsize == sizeof(segment_t) && h.phnum >= 1 && h.phnum <= KSPAWN_PHNUM_MAX &&
	       fits(h.phoff, uint64_t(h.phnum) * sizeof(segment_t), file_size);
}

int to_prot(uint32_t flags)
{
	return (flags & PF_R ? KSPAWN_PROT_READ : 0) | (flags & PF_W ? KSPAWN_PROT_WRITE : 0) |
	       (flags & PF_X ? KSPAWN_PROT_EXEC : 0);
}

/// Each program header is checked and used as one reading gave it, since the
/// file may change in between.
class loader {
public:
	loader(const kspawn_image &i, kspawn_mm *m, const kspawn_user_layout &l, elf_program &p)
		: image(i), mm(m), layout(l), program(p), free_from(l.low)
	{
	}
	[[nodiscard]] int load();

private:
	[[nodiscard]] int read_header();
	[[nodiscard]] int read_segment(unsigned n, segment_t &s) const;
	[[nodiscard]] int choose_bias();
	[[nodiscard]] int take(const segment_t &s);
	[[nodiscard]] int load_segment(const segment_t &s);
	[[nodiscard]] int map(const segment_t &s, uintptr_t start);
	bool sound(const segment_t &s) const;
	bool free(uintptr_t from, uintptr_t to) const;
	void note_contents(const segment_t &s, uintptr_t start);

	const kspawn_image &image;
	kspawn_mm *mm;
	const kspawn_user_layout &layout;
	elf_program &program;
	header_t header;
	uintptr_t bias = 0;
	uintptr_t free_from; /* segments come in ascending order, and end below here so far */
	bool entry_found = false;
};

int loader::read_header()
{
	if (image.size < sizeof(header))
		return -KSPAWN_ENOEXEC;
	const int err = kspawn_image_read(&image, 0, &header, sizeof(header));
	if (err != 0)
		return err;
	if (!of_this_port(header) || !has_segments(header, image.size))
		return -KSPAWN_ENOEXEC;
	return header.type == ET_EXEC || header.type == ET_DYN ? 0 : -KSPAWN_ENOEXEC;
}

int loader::read_segment(unsigned n, segment_t &s) const
{
	return kspawn_image_read(&image, header.phoff + n * sizeof(s), &s, sizeof(s));
}

/// Where a static-PIE goes must be known before its first segment is mapped;
/// sound() checks what later readings say of the alignment.
int loader::choose_bias()
{
	size_t align = layout.page_size;
	for (unsigned i = 0; i < header.phnum; i++) {
		segment_t s;
		const int err = read_segment(i, s);
		if (err != 0)
			return err;
		if (s.type == PT_LOAD && is_power_of_two(s.align) && s.align > align)
			align = s.align;
	}
	if (!can_align_up(layout.pie_base, align))
		return -KSPAWN_ENOEXEC;
	bias = align_up(layout.pie_base, align);
	return 0;
}

bool loader::sound(const segment_t &s) const
{
	if (s.filesz > s.memsz || (s.align != 0 && !is_power_of_two(s.align)))
		return false;
	if (s.align != 0 && !is_aligned(bias, s.align))
		return false;
	if (s.filesz == 0)
		return true;
	return fits(s.offset, s.filesz, image.size) && is_aligned(s.offset - s.vaddr, layout.page_size);
}

/// Is [from, to) the segments' to take?
bool loader::free(uintptr_t from, uintptr_t to) const
{
	const uintptr_t stack = layout.stack_top - layout.stack_size;
	return from >= free_from && to <= layout.high && (to <= stack || from >= layout.stack_top);
}

void loader::note_contents(const segment_t &s, uintptr_t start)
{
	if ((s.flags & PF_X) && program.entry >= start && program.entry - start < s.memsz)
		entry_found = true;
	const size_t size = program.phnum * program.phent;
	if (program.phdr == 0 && header.phoff >= s.offset && fits(header.phoff - s.offset, size, s.filesz))
		program.phdr = start + (header.phoff - s.offset);
}

/// Whole pages, with what the file has before the segment in its first page.
int loader::map(const segment_t &s, uintptr_t start)
{
	const uintptr_t from = align_down(start, layout.page_size);
	const uintptr_t end = start + s.memsz;
	if (!can_align_up(end, layout.page_size))
		return -KSPAWN_ENOEXEC;
	const uintptr_t to = align_up(end, layout.page_size);
	if (!free(from, to))
		return -KSPAWN_ENOEXEC;
	free_from = to;
	if (s.filesz == 0)
		return kspawn_mm_map(mm, from, to - from, to_prot(s.flags), nullptr, 0, 0);
	const size_t before = start - from;
	return kspawn_mm_map(mm, from, to - from, to_prot(s.flags), &image, s.offset - before, s.filesz + before);
}

int loader::load_segment(const segment_t &s)
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

int loader::take(const segment_t &s)
{
	switch (s.type) {
	case PT_LOAD:
		return load_segment(s);
	case PT_INTERP: /* a dynamic program */
		return -KSPAWN_ENOEXEC;
	case PT_GNU_STACK:
		program.exec_stack = s.flags & PF_X;
		return 0;
	default:
		return 0;
	}
}

int loader::load()
{
	int err = read_header();
	if (err == 0 && header.type == ET_DYN)
		err = choose_bias();
	if (err != 0)
		return err;
	program = elf_program{ uintptr_t(bias + header.entry), 0, header.phentsize, header.phnum, false };
	for (unsigned i = 0; i < header.phnum; i++) {
		segment_t s;
		err = read_segment(i, s);
		if (err == 0)
			err = take(s);
		if (err != 0)
			return err;
	}
	return entry_found ? 0 : -KSPAWN_ENOEXEC;
}

} // namespace

int kspawn_elf_load(const kspawn_image &image, kspawn_mm *mm, const kspawn_user_layout &layout, elf_program &program)
{
	return loader(image, mm, layout, program).load();
}
