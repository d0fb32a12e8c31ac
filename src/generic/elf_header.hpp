/* src/generic/elf_header.hpp: is this an ELF file of this port, and what are its program headers? */
#ifndef KSPAWN_ELF_HEADER_HPP
#define KSPAWN_ELF_HEADER_HPP

#include <kspawn/host.h>

#include "elf_format.hpp"

using elf_header_t = elf_format<KSPAWN_ELF_CLASS>::header;
using elf_segment_t = elf_format<KSPAWN_ELF_CLASS>::segment;

/// Reads the header of an ELF file of this port, whose program headers are in
/// the file and not too many; its type may be any. -ENOEXEC, or errors of the hooks.
extern "C" [[nodiscard]] int kspawn_elf_read_header(const kspawn_image &image, elf_header_t &header);
#endif
