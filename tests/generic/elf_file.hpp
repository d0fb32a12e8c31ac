/* tests/generic/elf_file.hpp: programs made in memory, valid until a test changes them */
#ifndef KSPAWN_TESTS_ELF_FILE_HPP
#define KSPAWN_TESTS_ELF_FILE_HPP

#include <elf.h>

#include <cstring>
#include <string>
#include <type_traits>
#include <vector>

#include <kspawn/arch.h>

#include "exec_host.hpp"

constexpr bool is_elf64 = KSPAWN_ELF_CLASS == ELFCLASS64;
using elf_header_t = std::conditional_t<is_elf64, Elf64_Ehdr, Elf32_Ehdr>;
using elf_segment_t = std::conditional_t<is_elf64, Elf64_Phdr, Elf32_Phdr>;
using elf_word_t = decltype(elf_header_t::e_entry);

struct elf_file {
	elf_header_t header = {};
	std::vector<elf_segment_t> segments;
	size_t size = 0;
	std::string tail; /* the end of the file */

	/// Code, data with a bss that ends in other pages, a page of bss alone, and
	/// segments that ask for nothing. The last byte of the file is data.
	elf_file()
	{
		memcpy(header.e_ident, ELFMAG, SELFMAG);
		header.e_ident[EI_CLASS] = KSPAWN_ELF_CLASS;
		header.e_ident[EI_DATA] = KSPAWN_ELF_DATA;
		header.e_ident[EI_VERSION] = EV_CURRENT;
		header.e_type = ET_EXEC;
		header.e_machine = KSPAWN_ELF_MACHINE;
		header.e_version = EV_CURRENT;
		header.e_entry = 0x400234;
		header.e_phoff = sizeof(elf_header_t);
		header.e_ehsize = sizeof(elf_header_t);
		header.e_phentsize = sizeof(elf_segment_t);
		add(PT_LOAD, PF_R | PF_X, 0, 0x400000, 0x1234, 0x1234);
		add(PT_NOTE, PF_R, 0x200, 0x400200, 0x20, 0x20);
		add(PT_LOAD, PF_R | PF_W, 0x1e05, 0x402e05, 0x3f3, 0x3456);
		add(PT_LOAD, PF_R, 0, 0x407000, 0, 0);
		add(PT_LOAD, PF_R | PF_W, 0x21f8, 0x4081f8, 0, 0x2001);
		add(PT_GNU_STACK, PF_R | PF_W, 0, 0, 0, 0);
		size = 0x21f8;
	}

	elf_segment_t &add(uint32_t type, uint32_t flags, elf_word_t offset, elf_word_t vaddr, elf_word_t filesz,
			   elf_word_t memsz)
	{
		elf_segment_t s = {};
		s.p_type = type;
		s.p_flags = flags;
		s.p_offset = offset;
		s.p_vaddr = s.p_paddr = vaddr;
		s.p_filesz = filesz;
		s.p_memsz = memsz;
		s.p_align = type == PT_LOAD ? page_size : 1;
		segments.push_back(s);
		header.e_phnum = uint16_t(segments.size());
		return segments.back();
	}

	void move(elf_word_t by)
	{
		header.e_entry += by;
		for (elf_segment_t &s : segments)
			if (s.p_vaddr != 0)
				s.p_vaddr += by;
	}

	/// The same program, to be loaded anywhere.
	void make_pie()
	{
		header.e_type = ET_DYN;
		move(-elf_word_t(0x400000));
	}

	/// Asks for an interpreter; its path is the end of the file, with what `path` has after a NUL.
	elf_segment_t &make_dynamic(const std::string &path)
	{
		tail = path + '\0';
		const elf_word_t at = elf_word_t(size);
		size += tail.size();
		return add(PT_INTERP, PF_R, at, 0, elf_word_t(tail.size()), elf_word_t(tail.size()));
	}

	/// A pattern without a period of a page, under the headers.
	bytes content() const
	{
		bytes all(size);
		for (size_t i = 0; i < size; i++)
			all[i] = uint8_t(i * 7 + i / 256 + 1);
		put(all, size - tail.size(), tail.data(), tail.size());
		put(all, 0, &header, sizeof(header));
		put(all, header.e_phoff, segments.data(), segments.size() * sizeof(elf_segment_t));
		return all;
	}

private:
	static void put(bytes &all, uint64_t at, const void *from, size_t n)
	{
		if (at <= all.size() && n <= all.size() - at)
			memcpy(all.data() + at, from, n);
	}
};
#endif
