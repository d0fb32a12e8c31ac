/* src/generic/elf_interp.cpp: the loader of a program and of its interpreter */
#include "elf_interp.hpp"

#include <kspawn/errno.h>
#include <kspawn/exec.h>

#include "bounds.hpp"

namespace {

/// Reads as much of a path as there is room for, and its last byte, which may be far
/// after the first NUL.
[[nodiscard]] int read_path(const elf_image &file, const read_room &room)
{
	const size_t size = file.interp_size, most = size < KSPAWN_PATH_MAX ? size : KSPAWN_PATH_MAX;
	const size_t n = most < room.size ? most : room.size;
	char last = 0;
	int err = kspawn_image_read(&file.image, file.interp + size - 1, &last, 1);
	if (err == 0)
		err = last == '\0' ? kspawn_image_read(&file.image, file.interp, room.bytes, n) : -KSPAWN_ENOEXEC;
	for (size_t i = 0; err == 0 && i < n; i++)
		if (room.bytes[i] == '\0')
			return 0;
	return err != 0 ? err : n < most ? -KSPAWN_E2BIG : -KSPAWN_ENAMETOOLONG;
}

[[nodiscard]] int find_interp(const elf_image &program, const read_room &room)
{
	constexpr size_t path_most = 4096; /* Linux's PATH_MAX */
	if (program.interp_size < 2 || program.interp_size > path_most)
		return -KSPAWN_ENOEXEC;
	if (!fits(program.interp, program.interp_size, INT64_MAX))
		return -KSPAWN_EINVAL;
	if (!fits(program.interp, program.interp_size, program.image.size))
		return -KSPAWN_EIO;
	return read_path(program, room);
}

/// Its own PT_INTERP does not count.
[[nodiscard]] int examine_interp(elf_image &interp, const read_room &room, size_t page_size)
{
	if (interp.image.size < sizeof(elf_header_t))
		return -KSPAWN_EIO;
	int err = kspawn_elf_begin(interp);
	if (err == 0)
		err = kspawn_elf_examine(interp, room, page_size);
	return err == -KSPAWN_ENOEXEC ? -KSPAWN_ELIBBAD : err;
}

[[nodiscard]] int open_interp(const elf_image &program, elf_image &interp, const read_room &room, size_t page_size)
{
	int err = find_interp(program, room);
	if (err == 0)
		err = kspawn_image_open(room.bytes, &interp.image);
	if (err != 0)
		return err;
	err = examine_interp(interp, room, page_size);
	if (err != 0)
		kspawn_image_close(&interp.image);
	return err;
}

/// The program has its place. A relocatable interpreter is placed outside of it. One
/// at a fixed address replaces the program's pages there.
[[nodiscard]] int load_interp(elf_image &interp, const elf_image &program, kspawn_mm *mm, const kspawn_user_layout &layout,
			      elf_pair &pair)
{
	if (!elf_is_program(interp) || interp.low == interp.high)
		return ELF_KILLS;
	const int err = kspawn_elf_place(interp, layout, layout.interp_base, &program);
	pair.base = pair.bias = interp.bias;
	pair.start = interp.bias + interp.entry;
	return err != 0 ? err : kspawn_elf_load(interp, mm, layout, nullptr);
}

/// `interp` may be NULL. A start address without code is not an error: the task faults
/// there.
[[nodiscard]] int load_both(elf_image &program, elf_image *interp, kspawn_mm *mm, const kspawn_user_layout &layout,
			    elf_pair &pair)
{
	int err = kspawn_elf_place(program, layout, layout.pie_base, nullptr);
	if (err == 0)
		err = kspawn_elf_load(program, mm, layout, &pair.program);
	pair.base = 0;
	pair.bias = program.bias;
	pair.start = pair.program.entry;
	if (err == 0 && interp != nullptr)
		err = load_interp(*interp, program, mm, layout, pair);
	if (err == 0 && (pair.start < layout.low || pair.start >= layout.high))
		err = ELF_KILLS;
	return err;
}

} // namespace

int kspawn_elf_load_pair(elf_image &program, kspawn_mm *mm, const kspawn_user_layout &layout, const read_room &room,
			 elf_pair &pair)
{
	elf_image interp;
	int err = kspawn_elf_examine(program, room, layout.page_size);
	if (err == 0 && program.has_interp)
		err = open_interp(program, interp, room, layout.page_size);
	if (err != 0)
		return err;
	err = load_both(program, program.has_interp ? &interp : nullptr, mm, layout, pair);
	if (program.has_interp)
		kspawn_image_close(&interp.image);
	return err;
}
