/* tests/generic/elf_test.cpp: the loader maps all of a valid program and refuses all others
 *
 * Tested here: elf_examine.cpp, elf_header.cpp, elf_place.cpp */
#include <csignal>
#include <cstddef>
#include <cstdio>

#include <kspawn/errno.h>

#include "exec_check.hpp"
#include "exec_fuzz.hpp"

#if __has_include("elf_port.h")
#include "elf_port.h"
#else /* a port that looks at the class alone */
constexpr bool takes_other_class = false;
constexpr bool refuses(uint32_t, uintptr_t) { return false; }
#endif

namespace {

struct change {
	const char *what;
	std::function<void(elf_file &)> make;
};

elf_segment_t &code(elf_file &f) { return f.segments[0]; }
elf_segment_t &data(elf_file &f) { return f.segments[2]; }
elf_segment_t &bss(elf_file &f) { return f.segments[4]; }

const elf_word_t highest = ~elf_word_t(0);
const elf_word_t last_page = highest - page_size + 1;

elf_word_t most_headers() { return KSPAWN_PHDRS_MAX / sizeof(elf_segment_t); }

/// The headers, more of them than the file had, are the end of the file.
void put_headers_last(elf_file &f, size_t n)
{
	while (f.segments.size() < n)
		f.add(PT_NULL, 0, 0, 0, 0, 0);
	f.header.e_phoff = elf_word_t(f.size);
	f.size += n * sizeof(elf_segment_t);
}

const std::vector<change> bad_headers = {
	{ "no magic", [](elf_file &f) { f.header.e_ident[0] = 'M'; } },
	{ "magic wrong in the second byte", [](elf_file &f) { f.header.e_ident[1] = 'e'; } },
	{ "magic wrong in the third byte", [](elf_file &f) { f.header.e_ident[2] = 'l'; } },
	{ "magic wrong in the last byte", [](elf_file &f) { f.header.e_ident[3] = 'f'; } },
	{ "another machine", [](elf_file &f) { f.header.e_machine = EM_VAX; } },
	{ "an object file", [](elf_file &f) { f.header.e_type = ET_REL; } },
	{ "a core file", [](elf_file &f) { f.header.e_type = ET_CORE; } },
	{ "program headers of a wrong size", [](elf_file &f) { f.header.e_phentsize--; } },
	{ "program headers of no size", [](elf_file &f) { f.header.e_phentsize = 0; } },
	{ "no program headers", [](elf_file &f) { f.header.e_phnum = 0; } },
	{ "one program header too many", [](elf_file &f) { put_headers_last(f, most_headers() + 1); } },
	{ "the most program headers", [](elf_file &f) { f.header.e_phnum = 0xffff; } },
	{ "program headers past the end", [](elf_file &f) { f.header.e_phoff = elf_word_t(f.size); } },
	{ "program headers over the end",
	  [](elf_file &f) { f.header.e_phoff = elf_word_t(f.size - f.segments.size() * sizeof(elf_segment_t) + 1); } },
	{ "program headers that wrap", [](elf_file &f) { f.header.e_phoff = highest - 8; } },
};

/// Linux finds these when it can no longer go back.
const std::vector<change> killing_segments = {
	{ "more in the file than in memory", [](elf_file &f) { code(f).p_filesz++; } },
	{ "much more in the file than in memory", [](elf_file &f) { data(f).p_memsz = 1; } },
	{ "a file part of an empty segment", [](elf_file &f) { bss(f).p_filesz = 1, bss(f).p_memsz = 0; } },
	{ "zeroes to be written past the end of the file", [](elf_file &f) { data(f).p_offset += 4 * page_size; } },
	{ "an offset that wraps", [](elf_file &f) { data(f).p_offset = last_page + data(f).p_offset % page_size; } },
	{ "sizes that wrap the file", [](elf_file &f) { data(f).p_filesz = data(f).p_memsz = highest; } },
	{ "an address that wraps", [](elf_file &f) { bss(f).p_vaddr = last_page + 0x1f8; } },
	{ "a size that wraps memory", [](elf_file &f) { bss(f).p_memsz = highest - 0x1000; } },
	{ "a size that wraps in the last page", [](elf_file &f) { bss(f).p_memsz = 0 - bss(f).p_vaddr; } },
	{ "an offset not congruent to the address, as ld -N makes", [](elf_file &f) { data(f).p_vaddr++; } },
	{ "a segment below the user's memory", [](elf_file &f) { code(f).p_vaddr = 0xf000; } },
	{ "a segment at 0", [](elf_file &f) { code(f).p_vaddr = 0; } },
	{ "a segment above the user's memory", [](elf_file &f) { bss(f).p_vaddr = 0x40001f8; } },
	{ "a segment over the end of the user's memory", [](elf_file &f) { bss(f).p_vaddr = 0x3ffe1f8; } },
	{ "an empty segment above the user's memory", [](elf_file &f) { f.segments[3].p_vaddr = 0x4000000; } },
	{ "a segment at the stack", [](elf_file &f) { bss(f).p_vaddr = 0x2f801f8; } },
	{ "a segment into the stack", [](elf_file &f) { bss(f).p_vaddr = 0x2efe1f8; } },
	{ "a segment out of the stack", [](elf_file &f) { bss(f).p_vaddr = 0x2fff1f8; } },
	{ "a segment around the stack", [](elf_file &f) { bss(f).p_memsz = 0x3100000 - bss(f).p_vaddr; } },
	{ "an entry at 0", [](elf_file &f) { f.header.e_entry = 0; } },
	{ "an entry above the user's memory", [](elf_file &f) { f.header.e_entry = 0x4000000; } },
	{ "an entry at the end of memory", [](elf_file &f) { f.header.e_entry = highest; } },
};

const std::vector<change> killing_pies = {
	{ "an address that wraps with the base", [](elf_file &f) { bss(f).p_vaddr = last_page + 0x1f8; } },
	{ "more than fits on either side of the stack", [](elf_file &f) { bss(f).p_vaddr = 0x30001f8; } },
	{ "an empty segment too far away", [](elf_file &f) { f.segments[3].p_vaddr = 0x4000000; } },
	{ "an entry that wraps with the base", [](elf_file &f) { f.header.e_entry = 0 - elf_word_t(0x1003000) + 0x234; } },
	{ "a first segment without bytes in the file", [](elf_file &f) { std::swap(code(f), bss(f)); } },
};

void check_all(const std::vector<change> &all, const elf_file &valid, const std::function<void(exec_host &)> &check)
{
	for (const change &each : all) {
		INFO(each.what);
		elf_file file = valid;
		each.make(file);
		exec_host host;
		host.add_file("/prog", file.content());
		check(host);
		*host.files["/prog"] = valid.content();
		CHECK(run() == 0);
	}
}

void refused(exec_host &host) { check_refused(host, -KSPAWN_ENOEXEC, plain_run()); }

void killed(exec_host &host) { check_killed(host, plain_run()); }

/// These segments, and the stack.
void check_loaded(const exec_host &host, const elf_file &file, uintptr_t bias)
{
	pages all;
	expect_segments(all, file, bias);
	check_pages(host, all);
}

} // namespace

TEST_CASE("execve maps each segment with its bytes, its zeroes and its protection")
{
	const elf_file file;
	exec_host host;
	host.add_file("/prog", file.content());
	REQUIRE(run() == 0);
	check_loaded(host, file, 0);
	check_clean(host);
	const program_stack stack = parse_stack(host);
	CHECK(stack.get(AT_ENTRY) == 0x400234);
	CHECK(stack.get(AT_PHDR) == 0x400000 + sizeof(elf_header_t));
	CHECK(stack.get(AT_PHENT) == sizeof(elf_segment_t));
	CHECK(stack.get(AT_PHNUM) == file.segments.size());
}

TEST_CASE("execve puts a static-PIE at the layout's base")
{
	elf_file file;
	file.make_pie();
	exec_host host;
	host.add_file("/prog", file.content());
	REQUIRE(run() == 0);
	check_loaded(host, file, 0x1003000);
	check_clean(host);
	CHECK(kspawn_pt_regs_ip(&host.regs) == 0x1003234);
	CHECK(host.committed.bias == 0x1003000);
	CHECK(parse_stack(host).get(AT_ENTRY) == 0x1003234);
	CHECK(parse_stack(host).get(AT_BASE) == 0);
	CHECK(parse_stack(host).get(AT_PHDR) == 0x1003000 + sizeof(elf_header_t));
}

TEST_CASE("execve rounds the base of a static-PIE up to its largest alignment, as far as it can")
{
	const auto base = [](elf_word_t align, elf_word_t linked_at = 0) {
		elf_file file;
		file.header.e_type = ET_DYN;
		file.move(linked_at - 0x400000);
		data(file).p_align = align;
		file.segments[1].p_align = 0x100000; /* a note, which is not loaded */
		exec_host host;
		host.add_file("/prog", file.content());
		REQUIRE(run() == 0);
		const uintptr_t bias = kspawn_pt_regs_ip(&host.regs) - file.header.e_entry;
		check_loaded(host, file, bias);
		check_clean(host);
		return bias + linked_at;
	};
	for (const elf_word_t align : { 0, 1, 3, 16, 0x1000, 0x1800, 0x3000, 0x30000 })
		CHECK(base(align) == 0x1003000);
	CHECK(base(0x10000) == 0x1010000);
	CHECK(base(0x1000000) == 0x2000000);
	CHECK(base(0x2000000) == 0x2000000);
	CHECK(base(0x8000000) == 0x1003000); /* no address that the user has */
	CHECK(base(elf_word_t(1) << (8 * sizeof(elf_word_t) - 1)) == 0x1003000);
	for (const elf_word_t linked_at : { elf_word_t(page_size), elf_word_t(0x400000), elf_word_t(0x70000000) })
		CHECK(base(page_size, linked_at) == 0x1003000);
	CHECK(base(0x10000, 0x405000) == 0x1005000); /* the bias is what is aligned */
}

TEST_CASE("execve puts a static-PIE below its base where it does not fit above")
{
	elf_file file;
	file.make_pie();
	bss(file).p_vaddr = 0x1f001f8;
	exec_host host;
	host.add_file("/prog", file.content());
	REQUIRE(run() == 0);
	check_loaded(host, file, 0x10000);
	check_clean(host);
}

TEST_CASE("AT_PHDR comes from the last segment that has the first byte of the program headers")
{
	const auto phdr = [](const std::function<void(elf_file &)> &change) {
		elf_file file;
		change(file);
		exec_host host;
		host.add_file("/prog", file.content());
		REQUIRE(run() == 0);
		CHECK(parse_stack(host).has(AT_PHDR));
		return parse_stack(host).get(AT_PHDR);
	};
	const auto last = [](elf_file &f) { put_headers_last(f, f.segments.size()); };
	const uintptr_t in_code = 0x400000 + sizeof(elf_header_t);
	CHECK(phdr(last) == 0);
	CHECK(phdr([&](elf_file &f) { f.make_pie(), last(f); }) == 0x1003000);
	CHECK(phdr([](elf_file &f) { code(f).p_filesz = f.header.e_phoff + 1; }) == in_code);
	CHECK(phdr([](elf_file &f) { code(f).p_filesz = f.header.e_phoff; }) == 0);
	CHECK(phdr([](elf_file &f) { f.add(PT_LOAD, PF_R, 0, 0x500000, 0x1000, 0x1000); }) == in_code + 0x100000);
}

TEST_CASE("execve makes the stack executable only for PT_GNU_STACK with PF_X")
{
	const auto stack_prot = [](const std::function<void(elf_file &)> &change) {
		elf_file file;
		change(file);
		exec_host host;
		host.add_file("/prog", file.content());
		REQUIRE(run() == 0);
		CHECK(stack_of(host).len == host.layout.stack_size);
		return stack_of(host).prot;
	};
	const int plain = KSPAWN_PROT_READ | KSPAWN_PROT_WRITE;
	CHECK(stack_prot([](elf_file &) {}) == plain);
	CHECK(stack_prot([](elf_file &f) { f.segments[5].p_flags |= PF_X; }) == (plain | KSPAWN_PROT_EXEC));
	CHECK(stack_prot([](elf_file &f) { f.segments[5].p_type = PT_NULL; }) == plain);
}

TEST_CASE("execve takes what Linux takes")
{
	const std::vector<change> taken = {
		{ "no alignment", [](elf_file &f) { code(f).p_align = 0, data(f).p_align = 1; } },
		{ "an alignment that is not a power of two", [](elf_file &f) { data(f).p_align = 0x1800; } },
		{ "an alignment beyond all memory", [](elf_file &f) { data(f).p_align = highest / 2 + 1; } },
		{ "a bss without a sensible offset", [](elf_file &f) { bss(f).p_offset = highest; } },
		{ "the other byte order", [](elf_file &f) { f.header.e_ident[EI_DATA] = 3 - KSPAWN_ELF_DATA; } },
		{ "another version of ELF", [](elf_file &f) { f.header.e_ident[EI_VERSION] = 2; } },
		{ "another version of the file", [](elf_file &f) { f.header.e_version = 2; } },
		{ "another ABI of an operating system", [](elf_file &f) { f.header.e_ident[EI_OSABI] = 0xff; } },
		{ "no size of the header", [](elf_file &f) { f.header.e_ehsize = 0; } },
		{ "sections nowhere", [](elf_file &f) { f.header.e_shoff = highest, f.header.e_shnum = 0xffff; } },
		{ "nothing to load",
		  [](elf_file &f) {
			  for (elf_segment_t &s : f.segments)
				  s.p_type = PT_NOTE;
		  } },
		{ "only empty segments",
		  [](elf_file &f) {
			  for (elf_segment_t &s : f.segments)
				  s.p_filesz = s.p_memsz = 0;
		  } },
		{ "an empty segment below the user's memory", [](elf_file &f) { f.segments[3].p_vaddr = 0; } },
		{ "an entry outside of all segments", [](elf_file &f) { f.header.e_entry = 0x100000; } },
		{ "an entry in the data", [](elf_file &f) { f.header.e_entry = elf_word_t(data(f).p_vaddr & ~3); } },
		{ "an entry at the first byte", [](elf_file &f) { f.header.e_entry = code(f).p_vaddr; } },
		{ "a segment at the lowest address", [](elf_file &f) { code(f).p_vaddr = 0x10000, f.header.e_entry = 0x10000; } },
		{ "a segment at the highest address", [](elf_file &f) { bss(f).p_vaddr = 0x3ffd1f8; } },
		{ "a segment right below the stack", [](elf_file &f) { bss(f).p_vaddr = 0x2efd1f8; } },
		{ "a segment right above the stack", [](elf_file &f) { bss(f).p_vaddr = 0x30001f8; } },
		{ "descending segments", [](elf_file &f) { std::swap(code(f), data(f)); } },
		{ "overlapping segments", [](elf_file &f) { data(f).p_vaddr = code(f).p_vaddr + data(f).p_offset % page_size; } },
		{ "the same segment twice", [](elf_file &f) { bss(f) = data(f); } },
		{ "segments that share a page", [](elf_file &f) { data(f).p_vaddr -= page_size; } },
		{ "a bss that runs into the next segment", [](elf_file &f) { data(f).p_memsz = 0x408000 - 0x402e05 + 1; } },
		{ "a segment in the middle of another", [](elf_file &f) { bss(f).p_vaddr = 0x4031f8, bss(f).p_memsz = 0x200; } },
		{ "zeroes that may not be written", [](elf_file &f) { data(f).p_flags = PF_R, bss(f).p_flags = PF_X; } },
		{ "no protection", [](elf_file &f) { data(f).p_flags = bss(f).p_flags = 0; } },
		{ "a segment one byte over the end of the file", [](elf_file &f) { data(f).p_filesz++; } },
		{ "a segment pages over the end of the file", [](elf_file &f) { data(f).p_filesz = data(f).p_memsz = 0x2345; } },
		{ "a segment past the end of the file",
		  [](elf_file &f) { data(f).p_offset += 4 * page_size, data(f).p_memsz = data(f).p_filesz; } },
		{ "zeroes past the end of the file that may not be written",
		  [](elf_file &f) { data(f).p_offset += 4 * page_size, data(f).p_flags = PF_R; } },
		{ "zeroes past the end of the file from a page on",
		  [](elf_file &f) {
			  data(f).p_offset += 4 * page_size;
			  data(f).p_filesz = elf_word_t(page_size - data(f).p_vaddr % page_size);
		  } },
		{ "64 KiB of program headers", [](elf_file &f) { put_headers_last(f, most_headers()); } },
		{ "program headers at the end", [](elf_file &f) { put_headers_last(f, f.segments.size()); } },
	};
	for (const change &each : taken) {
		INFO(each.what);
		elf_file file;
		each.make(file);
		exec_host host;
		host.add_file("/prog", file.content());
		REQUIRE(run() == 0);
		check_loaded(host, file, 0);
		check_clean(host);
		check_can_start(host);
		CHECK(kspawn_pt_regs_ip(&host.regs) == file.header.e_entry);
	}
}

TEST_CASE("execve refuses every malformed header, and leaks nothing") { check_all(bad_headers, elf_file(), refused); }

TEST_CASE("execve ends the process that asks for a malformed segment or entry, and leaks nothing")
{
	check_all(killing_segments, elf_file(), killed);
}

TEST_CASE("execve ends the process that asks for a static-PIE that fits nowhere, and leaks nothing")
{
	elf_file pie;
	pie.make_pie();
	check_all(killing_pies, pie, killed);
}

TEST_CASE("execve in a kernel thread says ENOEXEC where a process would die")
{
	exec_host host;
	elf_file file;
	code(file).p_filesz++;
	host.add_file("/prog", file.content());
	host.task.flags = KSPAWN_TF_KTHREAD;
	check_refused(host, -KSPAWN_ENOEXEC, plain_run());
}

TEST_CASE("execve ends no process that another thread's exec or a kill ends already")
{
	exec_host host;
	elf_file file;
	code(file).p_filesz++;
	host.add_file("/prog", file.content());
	for (const int err : { -KSPAWN_EINTR, -KSPAWN_EAGAIN }) {
		host.group_exec_says = err;
		check_refused(host, err, plain_run());
	}
}

TEST_CASE("execve asks the port whether a file of its machine is of its ABI")
{
	const auto says = [](unsigned elf_class, uint32_t flags, elf_word_t entry) {
		elf_file file;
		file.header.e_ident[EI_CLASS] = uint8_t(elf_class);
		file.header.e_flags = flags;
		file.header.e_entry = entry;
		exec_host host;
		host.add_file("/prog", file.content());
		const int err = run();
		CHECK(err == (kspawn_elf_check_arch(elf_class, flags, entry) ? 0 : -KSPAWN_ENOEXEC));
		return err == 0;
	};
	const elf_word_t entry = 0x400234;
	CHECK(says(KSPAWN_ELF_CLASS, 0, entry));
	CHECK(says(3 - KSPAWN_ELF_CLASS, 0, entry) == takes_other_class);
	/* MIPS: n32, o64, EABI; o32, MIPS32 release 2, position independent. ARM: EABI version 5, hard float; APCS-26; BE8, which
	 * Linux does not look at. RISC-V: RVC, double float, RVE. */
	for (const unsigned flags : { 0x80000027u, 0x70002001u, 0x50003001u, 0x4000u, 0x200u, 0x70001007u, 0x05000400u,
				      0x00000008u, 0x05000008u, 0x05800000u, 0x0000000du })
		CHECK(says(KSPAWN_ELF_CLASS, flags, entry) == !refuses(flags, entry));
	for (const elf_word_t odd : { entry + 1, entry + 2 })
		CHECK(says(KSPAWN_ELF_CLASS, 0, odd) == !refuses(0, odd));
}

TEST_CASE("a file may end in its header, if what is missing is zero")
{
	elf_file file;
	file.header.e_phoff = 0; /* the headers are one, and begin with the header: no segment */
	file.segments.resize(1);
	file.header.e_phnum = 1;
	bytes content(sizeof(elf_header_t));
	memcpy(content.data(), &file.header, sizeof(file.header));
	exec_host host;
	content.resize(offsetof(elf_header_t, e_shentsize));
	host.add_file("/prog", content);
	CHECK(content.size() >= sizeof(elf_segment_t));
	CHECK(run() == 0);
	check_clean(host);
	host.events.clear();
	content.resize(offsetof(elf_header_t, e_phnum));
	host.add_file("/prog", content);
	check_refused(host, -KSPAWN_ENOEXEC, plain_run());
}

TEST_CASE("execve takes of a file that is cut off what is there, or nothing")
{
	const bytes whole = elf_file().content();
	const size_t headers = sizeof(elf_header_t) + elf_file().segments.size() * sizeof(elf_segment_t);
	const size_t data_pages = 0x2000; /* where zeroes are written */
	size_t right = 0;
	for (size_t n = 0; n < whole.size(); n++) {
		exec_host host;
		host.add_file("/prog", bytes(whole.begin(), whole.begin() + n));
		const std::string before = host.inventory();
		const int err = run();
		const bool no_trace = host.inventory() == before && host.violations.empty();
		if (n < headers)
			right += err == -KSPAWN_ENOEXEC && no_trace && host.events.empty();
		else if (n <= data_pages)
			right += err == SIGSEGV && no_trace;
		else
			right += err == 0 && host.violations.empty();
	}
	CHECK(right == whole.size());
}

TEST_CASE("execve trusts no program header that changes while it is read")
{
	const std::vector<change> changes = {
		{ "a segment moves into the stack", [](elf_file &f) { data(f).p_vaddr = 0x2f00e05 - 0x1003000; } },
		{ "a segment moves above the user's memory", [](elf_file &f) { data(f).p_vaddr = 0x4000e05; } },
		{ "a segment's sizes wrap", [](elf_file &f) { data(f).p_memsz = data(f).p_filesz = highest; } },
	};
	for (const change &each : changes) {
		INFO(each.what);
		elf_file file;
		file.make_pie();
		exec_host host;
		host.add_file("/prog", file.content());
		unsigned readings = 0;
		host.before_read = [&](uint64_t offset) {
			if (offset != file.header.e_phoff || ++readings != 2)
				return;
			each.make(file);
			*host.files["/prog"] = file.content();
		};
		check_killed(host, plain_run());
		CHECK(readings == 2);
	}
}

TEST_CASE("execve computes no address beyond the end of the address space")
{
	exec_host host;
	elf_file file;
	SECTION("a segment ends in the last page, which has no end")
	{
		host.layout.high = UINTPTR_MAX;
		bss(file).p_vaddr = last_page + 0x1f8;
		bss(file).p_memsz = 0x100;
	}
	SECTION("a segment ends in the page where the user's memory does")
	{
		host.layout.high = 0x4000800;
		bss(file).p_vaddr = 0x40001f8;
		bss(file).p_memsz = 0x100;
	}
	SECTION("a PIE ends where addresses do")
	{
		host.layout.high = UINTPTR_MAX;
		file.header.e_type = ET_DYN;
		bss(file).p_memsz = highest - bss(file).p_vaddr;
	}
	host.add_file("/prog", file.content());
	check_killed(host, plain_run());
}

TEST_CASE("execve rounds no base up over the end of the address space")
{
	exec_host host;
	elf_file file;
	host.layout.high = UINTPTR_MAX;
	host.layout.pie_base = UINTPTR_MAX / 2 + 1 + page_size;
	file.make_pie();
	code(file).p_align = UINTPTR_MAX / 2 + 1;
	host.add_file("/prog", file.content());
	REQUIRE(run() == 0);
	check_loaded(host, file, UINTPTR_MAX / 2 + 1); /* the one place of this alignment, from `low` on */
}

TEST_CASE("execve loads a PIE whose linked addresses wrap, where its moved ones do not")
{
	exec_host host;
	elf_file file;
	file.header.e_type = ET_DYN;
	file.move(elf_word_t(0) - 0xc00000);
	host.add_file("/prog", file.content());
	REQUIRE(run() == 0);
	check_loaded(host, file, 0x1003000 + 0x800000);
}

TEST_CASE("execve survives a file that is cut off while it is read")
{
	const bytes whole = elf_file().content();
	for (unsigned n = 1; n <= 7; n++) {
		exec_host host;
		host.add_file("/prog", whole);
		unsigned readings = 0;
		host.before_read = [&](uint64_t) {
			if (++readings == n)
				host.files["/prog"]->clear();
		};
		const int err = run();
		CHECK((err == 0 || err == -KSPAWN_ENOEXEC));
		CHECK(host.open_images == 0);
		CHECK(host.address_spaces.size() == 1);
	}
}

TEST_CASE("execve survives thousands of files with random headers")
{
	const uint64_t seed = fuzz_seed();
	const unsigned rounds = fuzz_rounds(20000);
	printf("elf fuzzer: KSPAWN_SEED=%llu, %u rounds", (unsigned long long)seed, rounds);
	random_numbers random = { seed * 2 + 1 };
	elf_file files[3];
	files[1].make_pie();
	files[2].make_dynamic("/interp");
	const bytes interp = files[1].content();
	const size_t headers = sizeof(elf_header_t) + files[2].segments.size() * sizeof(elf_segment_t);
	unsigned loaded = 0;
	for (unsigned i = 0; i < rounds; i++) {
		bytes content = files[i % 3].content();
		mutate(content, headers, random);
		exec_host host;
		host.add_file("/prog", content);
		host.add_file("/interp", interp);
		INFO("round " << i);
		const int err = run();
		loaded += err == 0;
		REQUIRE((err == 0 || err == SIGSEGV || err == -KSPAWN_ENOEXEC || err == -KSPAWN_ENOENT || err == -KSPAWN_EIO ||
			 err == -KSPAWN_EINVAL || err == -KSPAWN_ENAMETOOLONG));
		REQUIRE(host.violations == std::vector<std::string>{});
		REQUIRE((err >= 0 || host.events.empty()));
		REQUIRE((err == 0 || (host.files["/prog"].use_count() == 1 && host.files["/interp"].use_count() == 1)));
		REQUIRE(host.open_images == 0);
		REQUIRE(host.address_spaces == std::set<kspawn_mm *>{ host.mm });
		if (err == 0)
			check_can_start(host);
	}
	printf(", %u loaded\n", loaded);
	CHECK(loaded > rounds / 10);
	CHECK(loaded < rounds * 9 / 10);
}
