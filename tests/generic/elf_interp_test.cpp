/* tests/generic/elf_interp_test.cpp: a dynamic program starts in its interpreter, or not at all */
#include <csignal>
#include <cstdio>
#include <cstring>

#include <kspawn/errno.h>

#include "exec_check.hpp"
#include "exec_fuzz.hpp"

namespace {

constexpr uintptr_t interp_base = 0x2002000; /* of exec_host */
constexpr elf_word_t code_at = 0x400000;     /* of elf_file, which ends below 0x40b000 */
constexpr elf_word_t span = 0xb000;

/// A program at a fixed address, and a PIE as its interpreter.
struct both {
	elf_file program, interp;

	both()
	{
		program.make_dynamic("/interp");
		interp.make_pie();
		interp.segments[4].p_memsz += page_size; /* unlike the program's */
	}
	void give(exec_host &host) const
	{
		host.add_file("/prog", program.content());
		host.add_file("/interp", interp.content());
	}
	/// The interpreter at an address of its own.
	void fix(elf_word_t at)
	{
		interp.header.e_type = ET_EXEC;
		interp.segments[0].p_vaddr = at;
		for (unsigned i = 1; i < 5; i++)
			interp.segments[i].p_vaddr += at;
		interp.header.e_entry += at;
	}
};

/// What was started, with what in mind.
void check_started(exec_host &host, const both &files, uintptr_t bias, uintptr_t base)
{
	const program_stack stack = parse_stack(host);
	CHECK(kspawn_pt_regs_ip(&host.regs) == base + files.interp.header.e_entry);
	CHECK(host.committed.bias == base);
	CHECK(stack.get(AT_BASE) == base);
	CHECK(stack.get(AT_ENTRY) == bias + files.program.header.e_entry);
	CHECK(stack.get(AT_PHDR) == bias + files.program.segments[0].p_vaddr + sizeof(elf_header_t));
	CHECK(stack.get(AT_PHNUM) == files.program.segments.size());
	pages all;
	expect_segments(all, files.program, bias);
	expect_segments(all, files.interp, base);
	check_pages(host, all);
	check_every_byte(host, stack);
	check_can_start(host);
	check_clean(host);
}

struct bad {
	const char *what;
	int says;
	std::function<void(both &)> change;
};

elf_segment_t &path_of(both &b) { return b.program.segments.back(); }

const std::vector<bad> bad_paths = {
	{ "a path past the end of the file", -KSPAWN_EIO, [](both &b) { path_of(b).p_offset = elf_word_t(b.program.size); } },
	{ "a path over the end of the file", -KSPAWN_EIO, [](both &b) { path_of(b).p_filesz++; } },
	{ "an offset that wraps", is_elf64 ? -KSPAWN_EINVAL : -KSPAWN_EIO,
	  [](both &b) { path_of(b).p_offset = ~elf_word_t(0); } },
	{ "a size that wraps", -KSPAWN_ENOEXEC, [](both &b) { path_of(b).p_filesz = ~elf_word_t(0); } },
	{ "a path of no size", -KSPAWN_ENOEXEC, [](both &b) { path_of(b).p_filesz = 0; } },
	{ "an empty path", -KSPAWN_ENOEXEC, [](both &b) { path_of(b).p_offset += 7, path_of(b).p_filesz = 1; } },
	{ "a path that is empty with bytes after it", -KSPAWN_ENOENT,
	  [](both &b) { b.program.tail = std::string("\0nterp\0\0", 8); } },
	{ "a path without an end", -KSPAWN_ENOEXEC, [](both &b) { path_of(b).p_filesz--; } },
	{ "a path with its end in the middle", -KSPAWN_ENOEXEC,
	  [](both &b) { b.program.tail.back() = 'x', b.program.tail[3] = 0; } },
	{ "the first of two paths, which is bad", -KSPAWN_EIO,
	  [](both &b) { b.program.add(PT_INTERP, PF_R, path_of(b).p_offset, 0, 8, 8), b.program.segments[6].p_offset++; } },
};

/// Of all that is loaded, the segment that is empty and begins with a page.
void leave_one_empty(elf_file &file)
{
	for (unsigned n : { 0, 2, 4 })
		file.segments[n].p_type = PT_NULL;
}

const std::vector<bad> bad_interps = {
	{ "another machine", -KSPAWN_ELIBBAD, [](both &b) { b.interp.header.e_machine = EM_VAX; } },
	{ "no program headers", -KSPAWN_ELIBBAD, [](both &b) { b.interp.header.e_phnum = 0; } },
	{ "program headers past the end", -KSPAWN_ELIBBAD, [](both &b) { b.interp.header.e_phoff = elf_word_t(b.interp.size); } },
	{ "an object file", SIGSEGV, [](both &b) { b.interp.header.e_type = ET_REL; } },
	{ "nothing to load", SIGSEGV,
	  [](both &b) {
		  for (elf_segment_t &s : b.interp.segments)
			  s.p_type = PT_NOTE;
	  } },
	{ "an entry above the user's memory", SIGSEGV, [](both &b) { b.interp.header.e_entry = 0x4000000; } },
	{ "segments that are all empty", SIGSEGV, [](both &b) { leave_one_empty(b.interp); } },
	{ "empty segments at a fixed address", SIGSEGV,
	  [](both &b) {
		  b.fix(0x800000);
		  leave_one_empty(b.interp);
	  } },
	{ "empty segments of a PIE as the program", SIGSEGV,
	  [](both &b) {
		  b.program.make_pie();
		  leave_one_empty(b.program);
	  } },
	{ "a first segment without bytes in the file", SIGSEGV,
	  [](both &b) { std::swap(b.interp.segments[0], b.interp.segments[4]); } },
	{ "a bad segment", SIGSEGV, [](both &b) { b.interp.segments[0].p_filesz++; } },
	{ "a bad segment of the program", SIGSEGV, [](both &b) { b.program.segments[0].p_filesz++; } },
	{ "the stack", SIGSEGV, [](both &b) { b.fix(0x2ef8000); } },
	{ "an address below the user's memory", SIGSEGV, [](both &b) { b.fix(0xf000); } },
	{ "an address above the user's memory", SIGSEGV, [](both &b) { b.fix(0x4000000); } },
	{ "no room left by the program", SIGSEGV,
	  [](both &b) {
		  b.program.segments[4].p_memsz = 0x2f00000 - b.program.segments[4].p_vaddr;
		  b.program.add(PT_LOAD, PF_R, 0, 0x10000, 0, 0x3f0000);
		  b.program.add(PT_LOAD, PF_R, 0, 0x3000000, 0, 0xff6000);
	  } },
};

void check_all(const std::vector<bad> &all)
{
	for (const bad &each : all) {
		INFO(each.what);
		both files;
		each.change(files);
		exec_host host;
		files.give(host);
		if (each.says == SIGSEGV)
			check_killed(host, plain_run());
		else
			check_refused(host, each.says, plain_run());
		both().give(host);
		CHECK(run() == 0);
	}
}

} // namespace

TEST_CASE("a dynamic program whose interpreter's path has no room next to the scripts' paths is refused")
{
	const std::string path(KSPAWN_PATH_MAX - 1, 's'), line = "#!/prog " + std::string(246, 'x') + "\n";
	exec_host host;
	for (const size_t n : { 67, 66 }) { /* and a NUL: of 576 bytes the path has 256, the words 253 */
		both files;
		files.program = elf_file();
		files.program.make_dynamic("/" + std::string(n - 1, 'i'));
		host.add_file("/prog", files.program.content());
		host.add_file("/" + std::string(n - 1, 'i'), files.interp.content());
		host.add_file(path, bytes(line.begin(), line.end()));
		const auto run_it = [&] { return kspawn_kernel_execve(path.c_str(), nullptr, nullptr); };
		if (n == 67)
			check_refused(host, -KSPAWN_E2BIG, run_it);
		else
			CHECK(run_it() == 0);
	}
}

TEST_CASE("a dynamic program starts in its interpreter, which gets the program's address")
{
	exec_host host;
	both files;
	SECTION("at a fixed address, with a PIE")
	{
		files.give(host);
		REQUIRE(run() == 0);
		check_started(host, files, 0, interp_base);
	}
	SECTION("a PIE, with a PIE")
	{
		files.program.make_pie();
		files.give(host);
		REQUIRE(run() == 0);
		check_started(host, files, 0x1003000, interp_base);
	}
	SECTION("at fixed addresses, the interpreter's above")
	{
		files.fix(0x800000);
		files.give(host);
		REQUIRE(run() == 0);
		check_started(host, files, 0, 0);
	}
	SECTION("a PIE, with one at a fixed address below")
	{
		files.program.make_pie();
		files.fix(0x800000);
		files.give(host);
		REQUIRE(run() == 0);
		check_started(host, files, 0x1003000, 0);
	}
}

TEST_CASE("a PIE may begin with a segment that has nothing in the file, if an interpreter starts it, as in Linux")
{
	for (const elf_word_t size : { 0, 0x2001 }) {
		exec_host host;
		both files;
		files.program.make_pie();
		std::swap(files.program.segments[0], files.program.segments[4]);
		files.program.segments[0].p_memsz = size;
		files.give(host);
		REQUIRE(run() == 0);
		const program_stack stack = parse_stack(host);
		CHECK(stack.get(AT_ENTRY) == 0x1003000 + files.program.header.e_entry);
		pages all;
		expect_segments(all, files.program, 0x1003000);
		expect_segments(all, files.interp, interp_base);
		check_pages(host, all);
		check_clean(host);
	}
}

TEST_CASE("an interpreter at a fixed address goes there, over the program's pages too")
{
	for (const elf_word_t at : { code_at + span, code_at - span - page_size, code_at, code_at + span - page_size,
				     code_at - span, code_at + 3 * elf_word_t(page_size) }) {
		exec_host host;
		both files;
		files.fix(at);
		files.give(host);
		REQUIRE(run() == 0);
		check_started(host, files, 0, 0);
	}
}

TEST_CASE("an interpreter that may be anywhere goes where the program is not")
{
	const auto base = [](const std::function<void(both &)> &change) {
		exec_host host;
		both files;
		change(files);
		files.give(host);
		REQUIRE(run() == 0);
		check_started(host, files, 0, parse_stack(host).get(AT_BASE));
		return parse_stack(host).get(AT_BASE) + files.interp.segments[0].p_vaddr;
	};
	const elf_word_t behind = elf_word_t(interp_base) + span; /* of the interpreter, and a page */
	CHECK(base([](both &b) { b.program.segments[4].p_vaddr = 0x28001f8; }) == interp_base);
	CHECK(base([&](both &b) { b.program.segments[4].p_vaddr = behind + page_size + 0x1f8; }) == interp_base);
	CHECK(base([&](both &b) { b.program.segments[4].p_vaddr = behind + 0x1f8; }) == behind + 0x3000);
	CHECK(base([](both &b) { b.program.move(interp_base - code_at); }) == interp_base + span);
	CHECK(base([](both &b) { b.program.segments[4].p_memsz = interp_base + 1 - b.program.segments[4].p_vaddr; }) ==
	      interp_base + page_size);
	CHECK(base([](both &b) { b.program.segments[4].p_memsz = 0x2f00000 - b.program.segments[4].p_vaddr; }) == 0x3000000);
	CHECK(base([](both &b) {
		      b.program.segments[4].p_memsz = 0x2f00000 - b.program.segments[4].p_vaddr;
		      b.program.add(PT_LOAD, PF_R, 0, 0x3000000, 0, 0xff6000);
	      }) == 0x10000);
	CHECK(base([](both &b) {
		      b.interp.header.e_type = ET_DYN;
		      b.interp.move(0x400000);
		      b.interp.segments[0].p_vaddr = 0x400000;
	      }) == interp_base);
}

TEST_CASE("a program with descending segments costs a bounded number of readings")
{
	exec_host host;
	both files;
	for (elf_word_t i = 0; i < 1000; i++)
		files.program.add(PT_LOAD, PF_R, 0, interp_base + (999 - i) * elf_word_t(page_size), 0, 1);
	files.program.header.e_phoff = elf_word_t(files.program.size); /* over the path, which is not read again */
	files.program.tail.clear();
	files.program.segments[6].p_offset = 0x300;
	files.program.size += files.program.segments.size() * sizeof(elf_segment_t);
	files.give(host);
	bytes content = files.program.content();
	memcpy(&content[0x300], "/interp", 8);
	host.add_file("/prog", content);
	unsigned readings = 0;
	host.before_read = [&](uint64_t) { readings++; };
	CHECK(run() == 0);
	CHECK(readings < 20000);
	CHECK(host.violations == strings{});
	CHECK(kspawn_pt_regs_ip(&host.regs) - files.interp.header.e_entry == 0x10000);
}

TEST_CASE("execve rounds the base of an interpreter up to its largest alignment")
{
	exec_host host;
	both files;
	files.program.segments[2].p_align = 0x400000; /* the program's does not count */
	files.interp.segments[2].p_align = 0x10000;
	files.give(host);
	REQUIRE(run() == 0);
	check_started(host, files, 0, 0x2010000);
}

TEST_CASE("the base of an interpreter does not wrap when it is rounded up")
{
	exec_host host;
	both files;
	files.fix(0x800000);
	files.interp.header.e_type = ET_DYN;
	files.interp.segments[0].p_align = UINTPTR_MAX / 2 + 1;
	files.give(host);
	host.layout.high = UINTPTR_MAX;
	host.layout.interp_base = UINTPTR_MAX / 2 + 1 + page_size;
	REQUIRE(run() == 0);
	check_started(host, files, 0, UINTPTR_MAX / 2 + 1 - 0x800000 + 0x800000);
}

TEST_CASE("the stack is executable if the program asks for it, whatever the interpreter does")
{
	const auto stack_prot = [](uint32_t program, uint32_t interp) {
		exec_host host;
		both files;
		files.program.segments[5].p_flags |= program;
		files.interp.segments[5].p_flags |= interp;
		files.give(host);
		REQUIRE(run() == 0);
		return stack_of(host).prot & KSPAWN_PROT_EXEC;
	};
	CHECK(stack_prot(0, PF_X) == 0);
	CHECK(stack_prot(PF_X, 0) == KSPAWN_PROT_EXEC);
}

TEST_CASE("the path of an interpreter has at most KSPAWN_PATH_MAX bytes, and 4096 with what is after its NUL")
{
	const std::string longest(KSPAWN_PATH_MAX - 1, 'i');
	const auto says = [&](const std::string &path) {
		exec_host host;
		elf_file file;
		file.make_dynamic(path);
		host.add_file(longest, both().interp.content());
		host.add_file(longest + "i", both().interp.content());
		host.add_file("/prog", file.content());
		const int err = run();
		if (err == 0)
			check_clean(host);
		CHECK(host.violations == strings{});
		return err;
	};
	const std::string nul(1, '\0');
	CHECK(says(longest) == 0);
	CHECK(says(longest + nul + "x") == 0);
	CHECK(says(longest + nul + std::string(4095 - KSPAWN_PATH_MAX, 'x')) == 0);
	CHECK(says(longest + nul + std::string(4096 - KSPAWN_PATH_MAX, 'x')) == -KSPAWN_ENOEXEC);
	CHECK(says(longest + "i") == -KSPAWN_ENAMETOOLONG);
	CHECK(says(std::string(4095, 'i')) == -KSPAWN_ENAMETOOLONG);
	CHECK(says(std::string(4096, 'i')) == -KSPAWN_ENOEXEC);
}

TEST_CASE("an interpreter that names one, as it would name itself, is loaded alone")
{
	for (const char *named : { "/other", "/interp", "", "/missing" }) {
		exec_host host;
		both files;
		files.interp.make_dynamic(named);
		files.interp.segments[6].p_filesz = elf_word_t(strlen(named)); /* no path at all */
		files.give(host);
		REQUIRE(run() == 0);
		check_started(host, files, 0, interp_base);
	}
}

TEST_CASE("the first path of an interpreter counts")
{
	exec_host host;
	both files;
	files.program.add(PT_INTERP, PF_R, 0, 0, 0, 0);
	files.give(host);
	REQUIRE(run() == 0);
	check_started(host, files, 0, interp_base);
}

TEST_CASE("a program that its interpreter starts may have any entry")
{
	for (const elf_word_t entry : { elf_word_t(0), ~elf_word_t(3) }) {
		exec_host host;
		both files;
		files.program.header.e_entry = entry;
		files.give(host);
		REQUIRE(run() == 0);
		check_started(host, files, 0, interp_base);
	}
}

TEST_CASE("a path of an interpreter ends at its first NUL")
{
	exec_host host;
	both files;
	files.program.tail = std::string("/interp\0junk\0", 13);
	files.program.size += 5;
	path_of(files).p_filesz = 13;
	files.give(host);
	REQUIRE(run() == 0);
	check_started(host, files, 0, interp_base);
}

TEST_CASE("execve says of every bad path of an interpreter what Linux says, and leaks nothing") { check_all(bad_paths); }

TEST_CASE("execve says of every bad interpreter what Linux says, or kills as Linux does, and leaks nothing")
{
	check_all(bad_interps);
}

TEST_CASE("execve refuses an interpreter that is not an ELF file, a script among them")
{
	for (const std::string &content : { std::string(), std::string("#!/other\n"), std::string(200, 't') }) {
		exec_host host;
		both files;
		files.give(host);
		host.add_file("/other", files.interp.content());
		host.add_file("/interp", bytes(content.begin(), content.end()));
		check_refused(host, content.size() < sizeof(elf_header_t) ? -KSPAWN_EIO : -KSPAWN_ELIBBAD, plain_run());
	}
}

TEST_CASE("execve says what the file system says of an interpreter")
{
	exec_host host;
	both files;
	host.add_file("/prog", files.program.content());
	check_refused(host, -KSPAWN_ENOENT, plain_run());
	files.give(host);
	for (const int err : { -KSPAWN_EACCES, -KSPAWN_ENOTDIR, -KSPAWN_ENAMETOOLONG }) {
		host.refused = { { "/interp", err } };
		check_refused(host, err, plain_run());
	}
	host.refused.clear();
	REQUIRE(run() == 0);
	check_started(host, files, 0, interp_base);
}

TEST_CASE("execve says of an interpreter that is cut off what Linux says, and leaks nothing")
{
	exec_host host;
	both files;
	files.give(host);
	const bytes whole = files.interp.content();
	const size_t headers = sizeof(elf_header_t) + files.interp.segments.size() * sizeof(elf_segment_t);
	const size_t data_pages = 0x2000; /* where zeroes are written */
	const std::string before = host.inventory();
	size_t right = 0;
	for (size_t n = 0; n <= data_pages; n++) {
		host.files["/interp"]->assign(whole.begin(), whole.begin() + n);
		const int says = n < sizeof(elf_header_t) ? -KSPAWN_EIO : n < headers ? -KSPAWN_ELIBBAD : SIGSEGV;
		right += run() == says && host.inventory() == before && (says > 0 || host.events.empty());
		host.events.clear();
	}
	CHECK(right == data_pages + 1);
	CHECK(host.violations == std::vector<std::string>{});
}

TEST_CASE("every failing hook call of a dynamic program's execve leaks nothing")
{
	const auto setup = [](exec_host &host) { both().give(host); };
	fail_every_point("execve of a dynamic program", setup, [](exec_host &) { return run({ "prog", "x" }); });
}

TEST_CASE("execve survives thousands of interpreters with random headers")
{
	const uint64_t seed = fuzz_seed();
	const unsigned rounds = fuzz_rounds(10000);
	random_numbers random = { seed * 2 + 1 };
	const both files;
	const size_t headers = sizeof(elf_header_t) + files.interp.segments.size() * sizeof(elf_segment_t);
	unsigned loaded = 0;
	for (unsigned i = 0; i < rounds; i++) {
		both changed = files;
		if (i % 2)
			changed.fix(0x800000);
		bytes content = changed.interp.content();
		mutate(content, headers, random);
		exec_host host;
		changed.give(host);
		host.add_file("/interp", content);
		const std::string before = host.inventory();
		INFO("round " << i);
		const int err = run();
		loaded += err == 0;
		REQUIRE((err == 0 || ((err == -KSPAWN_ELIBBAD || err == SIGSEGV) && host.inventory() == before)));
		REQUIRE(host.violations == std::vector<std::string>{});
		if (err == 0) {
			check_can_start(host);
			check_clean(host);
		}
	}
	printf("interpreter fuzzer: KSPAWN_SEED=%llu, %u rounds, %u loaded\n", (unsigned long long)seed, rounds, loaded);
	CHECK(loaded > rounds / 10);
	CHECK(loaded < rounds * 9 / 10);
}
