/* src/generic/elf.cpp: the loader of ELF files */
#include "elf.hpp"

#include <kspawn/exec.h>

#include "bounds.hpp"
#include "freestanding.hpp"

namespace {

int to_prot(uint32_t flags)
{
	return (flags & PF_R ? KSPAWN_PROT_READ : 0) | (flags & PF_W ? KSPAWN_PROT_WRITE : 0) |
	       (flags & PF_X ? KSPAWN_PROT_EXEC : 0);
}

/// Each program header is checked and used from one read, since the file may change
/// between two.
class loader {
public:
	loader(const elf_image &f, kspawn_mm *m, const kspawn_user_layout &l, elf_program *p)
		: file(f), mm(m), layout(l), program(p)
	{
	}
	[[nodiscard]] int load();

private:
	[[nodiscard]] int load_segment(const elf_segment_t &s);
	[[nodiscard]] int map(const elf_segment_t &s, uintptr_t start);
	[[nodiscard]] int map_file(const elf_segment_t &s, uintptr_t start, uintptr_t to);
	[[nodiscard]] int map_zeroes(const elf_segment_t &s, uintptr_t from, uintptr_t to);
	bool is_sound(const elf_segment_t &s) const;
	bool is_free(uintptr_t from, uintptr_t to) const;
	void note_headers(const elf_segment_t &s);
	void note_pages(uintptr_t from, uintptr_t to);

	const elf_image &file;
	kspawn_mm *mm;
	const kspawn_user_layout &layout;
	elf_program *const program; /* or NULL */
};

/// A segment may begin past the end of the file. Its offset must be possible in a
/// file, and equal its address modulo the page size: Linux does not load the output
/// of `ld -N`.
bool loader::is_sound(const elf_segment_t &s) const
{
	if (s.filesz > s.memsz)
		return false;
	return s.filesz == 0 ||
	       (is_aligned(s.offset - s.vaddr, layout.page_size) && fits(s.offset, s.filesz, INT64_MAX - layout.page_size + 1));
}

/// Returns true if a segment may be there. It may replace pages of an earlier segment.
bool loader::is_free(uintptr_t from, uintptr_t to) const
{
	return from >= layout.low && to <= layout.high &&
	       (to <= layout.stack_top - layout.stack_size || from >= layout.stack_top);
}

/// The last segment that holds the first byte of the program headers counts, also
/// if it does not hold all of them.
void loader::note_headers(const elf_segment_t &s)
{
	const uint64_t offset = file.phoff;
	if (program != nullptr && offset >= s.offset && offset - s.offset < s.filesz)
		program->phdr = file.bias + s.vaddr + uintptr_t(offset - s.offset);
}

void loader::note_pages(uintptr_t from, uintptr_t to)
{
	if (program == nullptr)
		return;
	if (from < program->low || program->high == 0)
		program->low = from;
	if (to > program->high)
		program->high = to;
}

/// Linux is laxer here than the specification: pages of zeroes may be read and
/// written whatever the segment's flags say.
int loader::map_zeroes(const elf_segment_t &s, uintptr_t from, uintptr_t to)
{
	const int prot = KSPAWN_PROT_READ | KSPAWN_PROT_WRITE | (s.flags & PF_X ? KSPAWN_PROT_EXEC : 0);
	return from < to ? kspawn_mm_map(mm, from, to - from, prot, nullptr, 0, 0) : 0;
}

/// Maps whole pages up to `to`. They show the file's bytes next to the segment too,
/// so that two segments may share a page. Zeroes follow the segment in its last page only if
/// it may be written to: there too Linux is laxer. Its kernel writes them, and
/// kills if the page is past the end of the file; a program's own touch of such
/// a page is a fault.
int loader::map_file(const elf_segment_t &s, uintptr_t start, uintptr_t to)
{
	const uintptr_t from = align_down(start, layout.page_size);
	const bool clears = s.memsz > s.filesz && (s.flags & PF_W) && start + s.filesz != to;
	const uint64_t offset = s.offset - (start - from);
	const uint64_t in_file = file.image.size > offset ? file.image.size - offset : 0;
	const size_t shown = clears ? start - from + s.filesz : to - from;
	const size_t file_len = shown < in_file ? shown : in_file;
	const uintptr_t end = from + align_up(file_len, layout.page_size);
	if (clears && end != to)
		return ELF_KILLS;
	int err = 0;
	if (from < end)
		err = kspawn_mm_map(mm, from, end - from, to_prot(s.flags), &file.image, offset, file_len);
	if (err == 0 && end < to)
		err = kspawn_mm_map(mm, end, to - end, to_prot(s.flags), &file.image, offset + (end - from), to - end);
	return err;
}

int loader::map(const elf_segment_t &s, uintptr_t start)
{
	const uintptr_t from = align_down(start, layout.page_size);
	const uintptr_t end = start + s.memsz;
	if (!can_align_up(end, layout.page_size))
		return ELF_KILLS;
	const uintptr_t to = align_up(end, layout.page_size);
	if (!is_free(from, to))
		return ELF_KILLS;
	note_pages(from, to);
	const uintptr_t file_end = s.filesz != 0 ? align_up(start + s.filesz, layout.page_size) : from;
	const int err = from < file_end ? map_file(s, start, file_end) : 0;
	return err != 0 ? err : map_zeroes(s, file_end, to);
}

/// An empty segment maps nothing, but must not be above the user's memory.
int loader::load_segment(const elf_segment_t &s)
{
	const uintptr_t start = file.bias + s.vaddr;
	if (!is_sound(s) || start >= layout.high || !fits(start, s.memsz, layout.high))
		return ELF_KILLS;
	note_headers(s);
	return s.memsz != 0 ? map(s, start) : 0;
}

/// elf_interp checks where the task starts. A program with an interpreter may have
/// any entry.
int loader::load()
{
	if (program != nullptr)
		*program = { file.bias + file.entry, file.bias, file.phnum, file.exec_stack, 0, 0 };
	return for_each_segment(file, [&](const elf_segment_t &s) { return s.type == PT_LOAD ? load_segment(s) : 0; });
}

} // namespace

int kspawn_elf_load(const elf_image &file, kspawn_mm *mm, const kspawn_user_layout &layout, elf_program *program)
{
	return loader(file, mm, layout, program).load();
}
