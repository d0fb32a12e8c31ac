/* tests/linux/elf_view.hpp: what is in an ELF file that may be odd */
#ifndef KSPAWN_TESTS_LINUX_ELF_VIEW_HPP
#define KSPAWN_TESTS_LINUX_ELF_VIEW_HPP

#include "files.hpp"
#include "generic/elf_file.hpp"
#include "ranges.hpp"

/// The program headers of an ELF file, as far as they are in it; none if it has no ELF header.
std::vector<elf_segment_t> segments_of(const bytes &content);
elf_header_t header_of(const bytes &content);

/// The same with every p_align 0.
bytes without_alignment(bytes content);

/// The pages of all PT_LOAD of an ELF file, as linked, in order.
std::vector<range> loaded_ranges(const bytes &content);

/// What all PT_LOAD of an ELF file span, as Linux reckons it: pages, as linked.
struct span_of_file {
	uintptr_t first, low, high; /* `first`: of the first segment */
	bool first_is_writable, first_is_empty;
};
span_of_file span_of(const bytes &content);

/// The file that is loaded as a program: "prog", or "elf" if that is a script.
bytes program_file(const file_set &files);
/// The path of the interpreter that an ELF file names; empty if it names none.
std::string interp_of(const bytes &content);
/// The interpreter of the program; empty if it has none.
bytes interp_file(const file_set &files);
#endif
