/* src/generic/elf_header.cpp: is this an ELF file of this port? */
#include "elf_header.hpp"

#include <kspawn/errno.h>
#include <kspawn/exec.h>

#include "bounds.hpp"

namespace {

bool of_this_port(const elf_header_t &h)
{
	return h.ident[0] == 0x7f && h.ident[1] == 'E' && h.ident[2] == 'L' && h.ident[3] == 'F' &&
	       h.ident[EI_CLASS] == KSPAWN_ELF_CLASS && h.ident[EI_DATA] == KSPAWN_ELF_DATA &&
	       h.ident[EI_VERSION] == EV_CURRENT && h.version == EV_CURRENT && h.machine == KSPAWN_ELF_MACHINE;
}

bool has_segments(const elf_header_t &h, uint64_t file_size)
{
	return h.phentsize == sizeof(elf_segment_t) && h.phnum >= 1 && h.phnum <= KSPAWN_PHNUM_MAX &&
	       fits(h.phoff, uint64_t(h.phnum) * sizeof(elf_segment_t), file_size);
}

} // namespace

int kspawn_elf_read_header(const kspawn_image &image, elf_header_t &header)
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
