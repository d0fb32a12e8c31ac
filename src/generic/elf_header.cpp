/* src/generic/elf_header.cpp: is this an ELF file of this port? */
#include "elf_header.hpp"

#include <kspawn/errno.h>
#include <kspawn/exec.h>

#include "bounds.hpp"
#include "freestanding.hpp"

namespace {

/// Linux is laxer here than the specification: it reads neither the byte order
/// nor a version nor e_ehsize, and the class only on some machines. (elf(5))
bool of_this_port(const elf_header_t &h)
{
	return h.ident[0] == 0x7f && h.ident[1] == 'E' && h.ident[2] == 'L' && h.ident[3] == 'F' &&
	       h.machine == KSPAWN_ELF_MACHINE && kspawn_elf_check_arch(h.ident[EI_CLASS], h.flags, h.entry);
}

bool has_segments(const elf_header_t &h, uint64_t file_size)
{
	const size_t size = h.phnum * sizeof(elf_segment_t);
	return h.phentsize == sizeof(elf_segment_t) && size != 0 && size <= KSPAWN_PHDRS_MAX && fits(h.phoff, size, file_size);
}

} // namespace

/// A file may end in its header: Linux fills with zeroes what it reads of the start.
int kspawn_elf_read_header(const kspawn_image &image, elf_header_t &header)
{
	memset(&header, 0, sizeof(header));
	const int err = kspawn_image_read(&image, 0, &header, image.size < sizeof(header) ? image.size : sizeof(header));
	if (err != 0)
		return err;
	return of_this_port(header) && has_segments(header, image.size) ? 0 : -KSPAWN_ENOEXEC;
}
