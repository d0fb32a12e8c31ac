/* src/generic/elf_interp.cpp: the loader of a dynamic program's interpreter */
#include "elf_interp.hpp"

#include <kspawn/errno.h>
#include <kspawn/exec.h>

namespace {

[[nodiscard]] int open_interp(const kspawn_image &image, const elf_program &program, const path_room &room,
			      kspawn_image &interp)
{
	if (program.interp_size > KSPAWN_PATH_MAX)
		return -KSPAWN_ENOEXEC;
	if (program.interp_size > room.size)
		return -KSPAWN_E2BIG;
	const int err = kspawn_image_read(&image, program.interp, room.bytes, program.interp_size);
	if (err != 0)
		return err;
	return room.bytes[program.interp_size - 1] == '\0' ? kspawn_image_open(room.bytes, &interp) : -KSPAWN_ENOEXEC;
}

/// Beside the program, and not between its segments.
[[nodiscard]] int load_interp(const kspawn_image &interp, kspawn_mm *mm, const kspawn_user_layout &layout,
			      elf_pair &pair)
{
	const elf_room room = { layout.interp_base, pair.program.low, pair.program.high };
	elf_program loaded;
	const int err = kspawn_elf_load(interp, mm, layout, room, loaded);
	if (err != 0)
		return err;
	pair.base = loaded.bias;
	pair.start = loaded.entry;
	return loaded.interp_size == 0 ? 0 : -KSPAWN_ENOEXEC;
}

} // namespace

int kspawn_elf_load_pair(const kspawn_image &image, kspawn_mm *mm, const kspawn_user_layout &layout,
			 const path_room &room, elf_pair &pair)
{
	int err = kspawn_elf_load(image, mm, layout, elf_room{ layout.pie_base, 0, 0 }, pair.program);
	pair.base = 0;
	pair.start = pair.program.entry;
	if (err != 0 || pair.program.interp_size == 0)
		return err;
	kspawn_image interp;
	err = open_interp(image, pair.program, room, interp);
	if (err != 0)
		return err;
	err = load_interp(interp, mm, layout, pair);
	kspawn_image_close(&interp);
	return err;
}
