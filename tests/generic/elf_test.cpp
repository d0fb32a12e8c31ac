/* tests/generic/elf_test.cpp: the loader maps a sound program whole and refuses all others */
#include <cstdio>

#include <kspawn/errno.h>

#include "exec_check.hpp"
#include "exec_fuzz.hpp"

namespace {

struct spoiled {
	const char *what;
	std::function<void(elf_file &)> spoil;
};

elf_segment_t &code(elf_file &f)
{
	return f.segments[0];
}
elf_segment_t &data(elf_file &f)
{
	return f.segments[2];
}
elf_segment_t &bss(elf_file &f)
{
	return f.segments[4];
}

const elf_word_t highest = ~elf_word_t(0);
const elf_word_t last_page = highest - page_size + 1;

const std::vector<spoiled> bad_headers = {
	{ "no magic", [](elf_file &f) { f.header.e_ident[0] = 'M'; } },
	{ "magic wrong in the second byte", [](elf_file &f) { f.header.e_ident[1] = 'e'; } },
	{ "magic wrong in the third byte", [](elf_file &f) { f.header.e_ident[2] = 'l'; } },
	{ "magic wrong in the last byte", [](elf_file &f) { f.header.e_ident[3] = 'f'; } },
	{ "the other class", [](elf_file &f) { f.header.e_ident[EI_CLASS] = 3 - KSPAWN_ELF_CLASS; } },
	{ "no class", [](elf_file &f) { f.header.e_ident[EI_CLASS] = 0; } },
	{ "the other byte order", [](elf_file &f) { f.header.e_ident[EI_DATA] = 3 - KSPAWN_ELF_DATA; } },
	{ "another version of ELF", [](elf_file &f) { f.header.e_ident[EI_VERSION] = 2; } },
	{ "another version of the file", [](elf_file &f) { f.header.e_version = 2; } },
	{ "another machine", [](elf_file &f) { f.header.e_machine = EM_68K; } },
	{ "an object file", [](elf_file &f) { f.header.e_type = ET_REL; } },
	{ "a core file", [](elf_file &f) { f.header.e_type = ET_CORE; } },
	{ "program headers of a wrong size", [](elf_file &f) { f.header.e_phentsize--; } },
	{ "program headers of no size", [](elf_file &f) { f.header.e_phentsize = 0; } },
	{ "no program headers", [](elf_file &f) { f.header.e_phnum = 0; } },
	{ "too many program headers", [](elf_file &f) { f.header.e_phnum = KSPAWN_PHNUM_MAX + 1; } },
	{ "the most program headers", [](elf_file &f) { f.header.e_phnum = 0xffff; } },
	{ "program headers behind the end", [](elf_file &f) { f.header.e_phoff = elf_word_t(f.size); } },
	{ "program headers over the end",
	  [](elf_file &f) { f.header.e_phoff = elf_word_t(f.size - f.segments.size() * sizeof(elf_segment_t) + 1); } },
	{ "program headers that wrap", [](elf_file &f) { f.header.e_phoff = highest - 8; } },
	{ "an entry outside of all segments", [](elf_file &f) { f.header.e_entry = 0x100000; } },
	{ "an entry at 0", [](elf_file &f) { f.header.e_entry = 0; } },
	{ "an entry before the code", [](elf_file &f) { f.header.e_entry = code(f).p_vaddr - 1; } },
	{ "an entry behind the code", [](elf_file &f) { f.header.e_entry = code(f).p_vaddr + code(f).p_memsz; } },
	{ "an entry in the data", [](elf_file &f) { f.header.e_entry = data(f).p_vaddr; } },
	{ "an entry at the end of memory", [](elf_file &f) { f.header.e_entry = highest; } },
};

const std::vector<spoiled> bad_segments = {
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
	{ "more in the file than in memory", [](elf_file &f) { code(f).p_filesz++; } },
	{ "much more in the file than in memory", [](elf_file &f) { data(f).p_memsz = 1; } },
	{ "a file part of an empty segment", [](elf_file &f) { bss(f).p_filesz = 1, bss(f).p_memsz = 0; } },
	{ "a segment one byte over the end of the file", [](elf_file &f) { data(f).p_filesz++; } },
	{ "a segment behind the end of the file", [](elf_file &f) { data(f).p_offset += 4 * page_size; } },
	{ "an offset that wraps", [](elf_file &f) { data(f).p_offset = last_page + data(f).p_offset % page_size; } },
	{ "sizes that wrap the file", [](elf_file &f) { data(f).p_filesz = data(f).p_memsz = highest; } },
	{ "an address that wraps", [](elf_file &f) { bss(f).p_vaddr = last_page + 0x1f8; } },
	{ "a size that wraps memory", [](elf_file &f) { bss(f).p_memsz = highest - 0x1000; } },
	{ "a size that wraps in the last page", [](elf_file &f) { bss(f).p_memsz = 0 - bss(f).p_vaddr; } },
	{ "descending segments", [](elf_file &f) { std::swap(code(f), data(f)); } },
	{ "overlapping segments",
	  [](elf_file &f) { data(f).p_vaddr = code(f).p_vaddr + data(f).p_offset % page_size; } },
	{ "the same segment twice", [](elf_file &f) { bss(f) = data(f); } },
	{ "segments that share a page", [](elf_file &f) { data(f).p_vaddr -= page_size; } },
	{ "a bss that runs into the next segment", [](elf_file &f) { data(f).p_memsz = 0x408000 - 0x402e05 + 1; } },
	{ "an offset not congruent to the address", [](elf_file &f) { data(f).p_vaddr++; } },
	{ "an alignment that is no power of two", [](elf_file &f) { data(f).p_align = 0x1800; } },
	{ "a segment below the user's memory", [](elf_file &f) { code(f).p_vaddr = 0xf000; } },
	{ "a segment at 0", [](elf_file &f) { code(f).p_vaddr = 0; } },
	{ "a segment above the user's memory", [](elf_file &f) { bss(f).p_vaddr = 0x40001f8; } },
	{ "a segment over the end of the user's memory", [](elf_file &f) { bss(f).p_vaddr = 0x3ffe1f8; } },
	{ "a segment at the stack", [](elf_file &f) { bss(f).p_vaddr = 0x2f801f8; } },
	{ "a segment into the stack", [](elf_file &f) { bss(f).p_vaddr = 0x2efe1f8; } },
	{ "a segment out of the stack", [](elf_file &f) { bss(f).p_vaddr = 0x2fff1f8; } },
	{ "a segment around the stack", [](elf_file &f) { bss(f).p_memsz = 0x3100000 - bss(f).p_vaddr; } },
};

const std::vector<spoiled> bad_pies = {
	{ "an alignment beyond all memory",
	  [](elf_file &f) { code(f).p_align = elf_word_t(1) << (8 * sizeof(elf_word_t) - 1); } },
	{ "an alignment that leaves the user's memory", [](elf_file &f) { code(f).p_align = 0x8000000; } },
	{ "an address that wraps with the base", [](elf_file &f) { bss(f).p_vaddr = last_page + 0x1f8; } },
	{ "an address that the base carries above the user's memory", [](elf_file &f) { bss(f).p_vaddr = 0x30001f8; } },
	{ "an address that the base carries into the stack", [](elf_file &f) { bss(f).p_vaddr = 0x1f001f8; } },
	{ "an entry that wraps with the base",
	  [](elf_file &f) { f.header.e_entry = 0 - elf_word_t(0x1003000) + 0x234; } },
};

void check_all_refused(const std::vector<spoiled> &all, const elf_file &sound)
{
	for (const spoiled &each : all) {
		INFO(each.what);
		elf_file file = sound;
		each.spoil(file);
		exec_host host;
		host.add_file("/prog", file.content());
		check_refused(host, -KSPAWN_ENOEXEC, plain_run());
		*host.files["/prog"] = sound.content();
		CHECK(run() == 0);
	}
}

/// These segments, and the stack.
void check_loaded(const exec_host &host, const elf_file &file, uintptr_t bias)
{
	CHECK(host.mm->maps.size() == check_segments(host, file, bias) + 1);
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
	CHECK(parse_stack(host).get(AT_ENTRY) == 0x1003234);
	CHECK(parse_stack(host).get(AT_BASE) == 0);
	CHECK(parse_stack(host).get(AT_PHDR) == 0x1003000 + sizeof(elf_header_t));
}

TEST_CASE("execve rounds the base of a static-PIE up to its largest alignment")
{
	elf_file file;
	file.make_pie();
	data(file).p_align = 0x10000;
	file.segments[1].p_align = 0x100000; /* a note, which is not loaded */
	exec_host host;
	host.add_file("/prog", file.content());
	REQUIRE(run() == 0);
	check_loaded(host, file, 0x1010000);
}

TEST_CASE("execve gives no address of program headers that no segment holds")
{
	elf_file file;
	file.header.e_phoff = elf_word_t(file.size);
	file.size += file.segments.size() * sizeof(elf_segment_t);
	exec_host host;
	host.add_file("/prog", file.content());
	REQUIRE(run() == 0);
	CHECK(parse_stack(host).has(AT_PHDR));
	CHECK(parse_stack(host).get(AT_PHDR) == 0);

	exec_host other;
	elf_file half;
	code(half).p_filesz = elf_word_t(half.header.e_phoff + half.segments.size() * sizeof(elf_segment_t) - 1);
	other.add_file("/prog", half.content());
	REQUIRE(run() == 0);
	CHECK(parse_stack(other).get(AT_PHDR) == 0);
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

TEST_CASE("execve takes what is unusual but sound")
{
	const std::vector<spoiled> sound = {
		{ "no alignment", [](elf_file &f) { code(f).p_align = 0, data(f).p_align = 1; } },
		{ "a bss without a sensible offset", [](elf_file &f) { bss(f).p_offset = highest; } },
		{ "an entry at the first byte", [](elf_file &f) { f.header.e_entry = code(f).p_vaddr; } },
		{ "an entry at the last byte", [](elf_file &f) { f.header.e_entry = code(f).p_vaddr + 0x1233; } },
		{ "a segment at the lowest address",
		  [](elf_file &f) { code(f).p_vaddr = 0x10000, f.header.e_entry = 0x10000; } },
		{ "a segment at the highest address", [](elf_file &f) { bss(f).p_vaddr = 0x3ffd1f8; } },
		{ "a segment right below the stack", [](elf_file &f) { bss(f).p_vaddr = 0x2efd1f8; } },
		{ "a segment right above the stack", [](elf_file &f) { bss(f).p_vaddr = 0x30001f8; } },
		{ "the most program headers",
		  [](elf_file &f) {
			  while (f.segments.size() < KSPAWN_PHNUM_MAX)
				  f.add(PT_NULL, 0, 0, 0, 0, 0);
		  } },
		{ "program headers at the end",
		  [](elf_file &f) {
			  f.header.e_phoff = elf_word_t(f.size);
			  f.size += f.segments.size() * sizeof(elf_segment_t);
		  } },
	};
	for (const spoiled &each : sound) {
		INFO(each.what);
		elf_file file;
		each.spoil(file);
		exec_host host;
		host.add_file("/prog", file.content());
		REQUIRE(run() == 0);
		check_loaded(host, file, 0);
		check_clean(host);
		check_can_start(host);
	}
}

TEST_CASE("execve refuses every unsound header, and nothing is left")
{
	check_all_refused(bad_headers, elf_file());
}

TEST_CASE("execve refuses every unsound segment, and nothing is left")
{
	check_all_refused(bad_segments, elf_file());
}

TEST_CASE("execve refuses a static-PIE that fits nowhere, and nothing is left")
{
	elf_file pie;
	pie.make_pie();
	check_all_refused(bad_pies, pie);
}

TEST_CASE("execve refuses a file that is cut off at any length, and nothing is left")
{
	const bytes whole = elf_file().content();
	exec_host host;
	host.add_file("/prog", {});
	const std::string before = host.inventory();
	size_t refused = 0;
	for (size_t n = 0; n < whole.size(); n++) {
		host.files["/prog"]->assign(whole.begin(), whole.begin() + n);
		refused += run() == -KSPAWN_ENOEXEC && host.inventory() == before && host.events.empty();
	}
	CHECK(refused == whole.size());
	CHECK(host.violations == std::vector<std::string>{});
	*host.files["/prog"] = whole;
	CHECK(run() == 0);
}

TEST_CASE("execve trusts no program header that changes while it is read")
{
	elf_file file;
	file.make_pie();
	exec_host host;
	host.add_file("/prog", file.content());
	const uint64_t at = file.header.e_phoff + 2 * sizeof(elf_segment_t);
	unsigned readings = 0;
	host.before_read = [&](uint64_t offset) {
		if (offset != at || ++readings != 2)
			return;
		data(file).p_align = 0x100000;
		*host.files["/prog"] = file.content();
	};
	check_refused(host, -KSPAWN_ENOEXEC, plain_run());
	CHECK(readings == 2);
	host.before_read = nullptr;
	REQUIRE(run() == 0);
	check_loaded(host, file, 0x1100000);
}

TEST_CASE("execve chooses no base by an alignment that makes no sense")
{
	elf_file file;
	file.make_pie();
	const bytes sound = file.content();
	data(file).p_align = 0x1800;
	exec_host host;
	host.add_file("/prog", file.content());
	unsigned readings = 0;
	host.before_read = [&](uint64_t offset) {
		if (offset == file.header.e_phoff && ++readings == 2)
			*host.files["/prog"] = sound;
	};
	REQUIRE(run() == 0);
	CHECK(readings == 2);
	data(file).p_align = page_size;
	check_loaded(host, file, 0x1003000);
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
	SECTION("the base wraps when it is rounded up")
	{
		host.layout.high = UINTPTR_MAX;
		host.layout.pie_base = UINTPTR_MAX / 2 + 1 + page_size;
		file.header.e_type = ET_DYN;
		code(file).p_align = UINTPTR_MAX / 2 + 1;
	}
	SECTION("every address wraps with the base")
	{
		file.header.e_type = ET_DYN;
		file.header.e_entry -= 0xc00000;
		for (elf_segment_t &s : file.segments)
			s.p_vaddr -= 0xc00000;
	}
	host.add_file("/prog", file.content());
	check_refused(host, -KSPAWN_ENOEXEC, plain_run());
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
		CHECK(run() == -KSPAWN_ENOEXEC);
		CHECK(host.open_images == 0);
		CHECK(host.memories.size() == 1);
	}
}

TEST_CASE("execve survives thousands of files with spoiled headers")
{
	const uint64_t seed = fuzz_seed();
	const unsigned rounds = 20000;
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
		REQUIRE((err == 0 || err == -KSPAWN_ENOEXEC || err == -KSPAWN_ENOENT));
		REQUIRE(host.violations == std::vector<std::string>{});
		REQUIRE((err == 0 || (host.events.empty() && host.files["/prog"].use_count() == 1 &&
				      host.files["/interp"].use_count() == 1)));
		REQUIRE(host.open_images == 0);
		REQUIRE(host.memories == std::set<kspawn_mm *>{ host.mm });
		if (err == 0)
			check_can_start(host);
	}
	printf(", %u loaded\n", loaded);
	CHECK(loaded > rounds / 10);
	CHECK(loaded < rounds * 9 / 10);
}
