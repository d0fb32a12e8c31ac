/* src/generic/elf.hpp: from a file to segments in memory */
#ifndef KSPAWN_ELF_HPP
#define KSPAWN_ELF_HPP

#include "elf_header.hpp"

/// The caller's buffer for parts of a file: a path, some of the program headers.
struct read_room {
	char *bytes; /* aligned for program headers */
	size_t size; /* for one of them at least */
};

/// An ELF file of this port, as its headers describe it before anything is mapped.
struct elf_image {
	kspawn_image image;
	const read_room *room; /* for the program headers, each time they are read */
	uint64_t phoff;
	uintptr_t entry; /* as linked */
	uint16_t phnum, type;
	bool exec_stack;
	bool loads;           /* there is a PT_LOAD */
	bool starts_empty;    /* the first has nothing in the file */
	bool has_interp;      /* there is a PT_INTERP; the first counts */
	uintptr_t low, high;  /* all of them are in [low, high), as linked; `low` is page aligned */
	uintptr_t align;      /* the largest p_align of a PT_LOAD that is a power of two, or 0 */
	uint64_t interp;      /* offset in the file of the interpreter's path */
	uint64_t interp_size; /* bytes with its NUL */
	uintptr_t bias;       /* from an address in the file to one in memory; by kspawn_elf_place */
};

/// A loaded program, as the rest of an exec needs it.
struct elf_program {
	uintptr_t entry;
	uintptr_t phdr; /* address of the program headers; the bias if no segment holds them */
	uint16_t phnum;
	bool exec_stack;
	uintptr_t low, high; /* all segments are in [low, high) */
};

/// A positive result of what follows: Linux has passed its point of no return
/// when it finds this fault, and the signal kills the task.
enum { ELF_KILLS = 11 /* SIGSEGV */ };

/// Fills in what the header of file.image says. The rest is zero. -ENOEXEC, or errors of the hooks.
extern "C" [[nodiscard]] int kspawn_elf_begin(elf_image &file);

/// Fills in the rest by the program headers. Errors of the hooks.
extern "C" [[nodiscard]] int kspawn_elf_examine(elf_image &file, const read_room &room, size_t page_size);

/// Chooses the bias of an examined file. It is 0, or for the type ET_DYN one with which
/// the file is inside the layout and does not overlap `taken`, a file that has its
/// place, or NULL: at `base`, or at the first free place. ELF_KILLS, or errors of the
/// hooks.
extern "C" [[nodiscard]] int kspawn_elf_place(elf_image &file, const kspawn_user_layout &layout, uintptr_t base,
					      const elf_image *taken);

/// Maps the segments of a file that has its place into `mm`, and fills in `program`,
/// which may be NULL. ELF_KILLS, or errors of the hooks. On error, the
/// caller must drop `mm`.
extern "C" [[nodiscard]] int kspawn_elf_load(const elf_image &file, kspawn_mm *mm, const kspawn_user_layout &layout,
					     elf_program *program);

namespace {

inline bool elf_is_program(const elf_image &file) { return file.type == ET_EXEC || file.type == ET_DYN; }

/// Calls each(segment) for the program headers in their order, until one is not
/// 0, and returns that. They are read in pieces, as much as there is room for; the
/// file may change between two readings.
template <typename Each>
[[nodiscard]] int for_each_segment(const elf_image &file, Each each)
{
	const read_room &room = *file.room;
	constexpr size_t size = sizeof(elf_segment_t);
	int err = 0;
	for (size_t done = 0, at = 0, end = 0; err == 0 && done < file.phnum; done++, at += size) {
		if (end - at < size) {
			const size_t left = (file.phnum - done) * size;
			at = 0;
			end = left < room.size ? left : room.size;
			err = kspawn_image_read(&file.image, file.phoff + done * size, room.bytes, end);
		}
		if (err == 0)
			err = each(*reinterpret_cast<const elf_segment_t *>(room.bytes + at));
	}
	return err;
}

} // namespace
#endif
