/* tests/generic/elf_interp_test.cpp: a dynamic program starts in its interpreter, or not at all */
#include <cstdio>

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
	CHECK(stack.get(AT_BASE) == base);
	CHECK(stack.get(AT_ENTRY) == bias + files.program.header.e_entry);
	CHECK(stack.get(AT_PHDR) == bias + files.program.segments[0].p_vaddr + sizeof(elf_header_t));
	CHECK(stack.get(AT_PHNUM) == files.program.segments.size());
	CHECK(check_segments(host, files.program, bias) + check_segments(host, files.interp, base) + 1 ==
	      host.mm->maps.size());
	check_every_byte(host, stack);
	check_can_start(host);
	check_clean(host);
}

struct bad {
	const char *what;
	std::function<void(both &)> spoil;
};

elf_segment_t &path_of(both &b)
{
	return b.program.segments.back();
}

const std::vector<bad> bad_paths = {
	{ "two interpreters", [](both &b) { b.program.segments.push_back(path_of(b)), b.program.header.e_phnum++; } },
	{ "a path behind the end of the file", [](both &b) { path_of(b).p_offset = elf_word_t(b.program.size); } },
	{ "a path over the end of the file", [](both &b) { path_of(b).p_filesz++; } },
	{ "an offset that wraps", [](both &b) { path_of(b).p_offset = ~elf_word_t(0); } },
	{ "a size that wraps", [](both &b) { path_of(b).p_filesz = ~elf_word_t(0); } },
	{ "a path of no size", [](both &b) { path_of(b).p_filesz = 0; } },
	{ "an empty path", [](both &b) { path_of(b).p_offset += 7, path_of(b).p_filesz = 1; } },
	{ "a path without an end", [](both &b) { path_of(b).p_filesz--; } },
	{ "a path with its end in the middle", [](both &b) { b.program.tail.back() = 'x', b.program.tail[3] = 0; } },
};

const std::vector<bad> bad_interps = {
	{ "an interpreter with an interpreter", [](both &b) { b.interp.make_dynamic("/other"); } },
	{ "an interpreter that interprets itself", [](both &b) { b.interp.make_dynamic("/interp"); } },
	{ "an interpreter with a bad path", [](both &b) { b.interp.make_dynamic("/other").p_filesz = 1; } },
	{ "the other class", [](both &b) { b.interp.header.e_ident[EI_CLASS] = 3 - KSPAWN_ELF_CLASS; } },
	{ "another machine", [](both &b) { b.interp.header.e_machine = EM_68K; } },
	{ "an object file", [](both &b) { b.interp.header.e_type = ET_REL; } },
	{ "an entry outside", [](both &b) { b.interp.header.e_entry = 0x100000; } },
	{ "an entry in the program alone", [](both &b) { b.interp.header.e_entry = code_at + 0x234 - interp_base; } },
	{ "nothing to load",
	  [](both &b) {
		  for (elf_segment_t &s : b.interp.segments)
			  s.p_type = PT_NOTE;
	  } },
	{ "segments that overlap", [](both &b) { std::swap(b.interp.segments[0], b.interp.segments[2]); } },
	{ "an alignment beyond all memory",
	  [](both &b) { b.interp.segments[0].p_align = elf_word_t(1) << (8 * sizeof(elf_word_t) - 1); } },
	{ "the program's own address", [](both &b) { b.fix(code_at); } },
	{ "the program's last page", [](both &b) { b.fix(code_at + span - page_size); } },
	{ "the program's first page", [](both &b) { b.fix(code_at - span); } },
	{ "all of the program's memory",
	  [](both &b) { b.fix(code_at - span - page_size), b.interp.segments[4].p_memsz += 16 * page_size; } },
	{ "a segment between the program's, which is free",
	  [](both &b) {
		  b.fix(0x800000);
		  b.program.segments[4].p_vaddr = 0xa001f8;
	  } },
	{ "the stack", [](both &b) { b.fix(0x2ef8000); } },
	{ "an address below the user's memory", [](both &b) { b.fix(0xf000); } },
	{ "an address above the user's memory", [](both &b) { b.fix(0x4000000); } },
	{ "a program that reaches to where the interpreter goes",
	  [](both &b) { b.program.segments[4].p_memsz = interp_base + 1 - b.program.segments[4].p_vaddr; } },
	{ "a program that begins where the interpreter goes", [](both &b) { b.program.move(interp_base - code_at); } },
};

void check_all_refused(const std::vector<bad> &all)
{
	for (const bad &each : all) {
		INFO(each.what);
		both files;
		each.spoil(files);
		exec_host host;
		files.give(host);
		host.add_file("/other", both().interp.content());
		check_refused(host, -KSPAWN_ENOEXEC, plain_run());
		both().give(host);
		CHECK(run() == 0);
	}
}

} // namespace

TEST_CASE("a dynamic program whose interpreter's path has no room beside those of scripts is refused")
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

TEST_CASE("a dynamic program starts in its interpreter, which is told where the program is")
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

TEST_CASE("an interpreter may lie right beside its program")
{
	for (const elf_word_t at : { code_at + span, code_at - span - page_size }) {
		exec_host host;
		both files;
		files.fix(at);
		files.give(host);
		REQUIRE(run() == 0);
		check_started(host, files, 0, 0);
	}
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
	check_refused(host, -KSPAWN_ENOEXEC, plain_run());
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

TEST_CASE("the path of an interpreter has at most KSPAWN_PATH_MAX bytes")
{
	const std::string longest(KSPAWN_PATH_MAX - 1, 'i');
	elf_file too_long, just_right;
	too_long.make_dynamic(longest + "i");
	just_right.make_dynamic(longest);
	exec_host host;
	host.add_file(longest, both().interp.content());
	host.add_file(longest + "i", both().interp.content());
	host.add_file("/prog", too_long.content());
	check_refused(host, -KSPAWN_ENOEXEC, plain_run());
	host.add_file("/prog", just_right.content());
	REQUIRE(run() == 0);
	check_clean(host);
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

TEST_CASE("execve refuses every unsound path of an interpreter, and nothing is left")
{
	check_all_refused(bad_paths);
}

TEST_CASE("execve refuses every unsound interpreter, and nothing is left")
{
	check_all_refused(bad_interps);
}

TEST_CASE("execve refuses an interpreter that is no ELF file, a script among them")
{
	const std::vector<std::string> contents = { "", "#", "#!/other\n", "text" };
	for (const std::string &content : contents) {
		exec_host host;
		both files;
		files.give(host);
		host.add_file("/other", files.interp.content());
		host.add_file("/interp", bytes(content.begin(), content.end()));
		check_refused(host, -KSPAWN_ENOEXEC, plain_run());
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

TEST_CASE("execve refuses an interpreter that is cut off at any length, and nothing is left")
{
	exec_host host;
	both files;
	files.give(host);
	const bytes whole = files.interp.content();
	const std::string before = host.inventory();
	size_t refused = 0;
	for (size_t n = 0; n < whole.size(); n++) {
		host.files["/interp"]->assign(whole.begin(), whole.begin() + n);
		refused += run() == -KSPAWN_ENOEXEC && host.inventory() == before && host.events.empty();
	}
	CHECK(refused == whole.size());
	CHECK(host.violations == std::vector<std::string>{});
}

TEST_CASE("every failing hook call of a dynamic program's execve leaves nothing behind")
{
	const auto setup = [](exec_host &host) { both().give(host); };
	fail_every_point("execve of a dynamic program", setup, [](exec_host &) { return run({ "prog", "x" }); });
}

TEST_CASE("execve survives thousands of interpreters with spoiled headers")
{
	const uint64_t seed = fuzz_seed();
	const unsigned rounds = 10000;
	random_numbers random = { seed * 2 + 1 };
	const both files;
	const size_t headers = sizeof(elf_header_t) + files.interp.segments.size() * sizeof(elf_segment_t);
	unsigned loaded = 0;
	for (unsigned i = 0; i < rounds; i++) {
		both spoiled = files;
		if (i % 2)
			spoiled.fix(0x800000);
		bytes content = spoiled.interp.content();
		mutate(content, headers, random);
		exec_host host;
		spoiled.give(host);
		host.add_file("/interp", content);
		const std::string before = host.inventory();
		INFO("round " << i);
		const int err = run();
		loaded += err == 0;
		REQUIRE((err == 0 || (err == -KSPAWN_ENOEXEC && host.inventory() == before)));
		REQUIRE(host.violations == std::vector<std::string>{});
		if (err == 0) {
			check_can_start(host);
			check_clean(host);
		}
	}
	printf("interpreter fuzzer: KSPAWN_SEED=%llu, %u rounds, %u loaded\n", (unsigned long long)seed, rounds,
	       loaded);
	CHECK(loaded > rounds / 10);
	CHECK(loaded < rounds * 9 / 10);
}
