/* tests/generic/exec_stack_test.cpp: the strings that a program gets, and what may be too much of them
 *
 * Tested here: exec_args.cpp, exec_strings.cpp, word_writer.cpp */
#include <cstring>

#include <kspawn/errno.h>

#include "exec_check.hpp"

namespace {

constexpr size_t pointer = sizeof(uintptr_t);
constexpr uintptr_t path_at = 0x5000, argv_at = 0x6000, envp_at = 0x7000, string_at = 0x8000;
constexpr uintptr_t nowhere = 0x100000;

struct exec_test : exec_host {
	exec_test() { add_file("/prog", elf_file().content()); }
};

size_t used(const exec_host &host)
{
	const uintptr_t sp = kspawn_pt_regs_sp(&host.regs);
	return KSPAWN_STACK_GROWS_UP ? sp - (host.layout.stack_top - host.layout.stack_size) : host.layout.stack_top - sp;
}

/// A user's execve("/prog", argv, NULL) with one string at string_at.
struct user_exec : exec_test {
	user_exec()
	{
		user_string(path_at, "/prog");
		user_string(string_at, "one argument");
		user_table(argv_at, { string_at });
	}
	int operator()() { return kspawn_sys_execve(path_at, argv_at, 0); }
	void refused(int err)
	{
		check_refused(*this, err, [this] { return (*this)(); });
	}
};

} // namespace

TEST_CASE("a program finds argc, argv, envp and auxv, and nothing else")
{
	const strings many = { "prog", "", "-x", std::string(1000, 'l'), "with space", "\xff\xfe" };
	for (size_t argc = 1; argc <= many.size(); argc++)
		for (size_t envc = 0; envc <= 3; envc++) {
			const strings argv(many.begin(), many.begin() + argc), envp(many.begin() + 3, many.begin() + 3 + envc);
			exec_test host;
			REQUIRE(run(argv, envp) == 0);
			const program_stack stack = parse_stack(host);
			CHECK(stack.sp % KSPAWN_STACK_ALIGN == 0);
			CHECK(stack.argv == argv);
			CHECK(stack.envp == envp);
			check_every_byte(host, stack);
			check_clean(host);
		}
}

TEST_CASE("the auxiliary vector has every entry once, with its value")
{
	exec_test host;
	REQUIRE(run() == 0);
	const program_stack stack = parse_stack(host);
	const std::map<uintptr_t, uintptr_t> expected = {
		{ AT_SYSINFO, 0x3fff000 },
		{ AT_HWCAP, 0x1234 },
		{ AT_PAGESZ, page_size },
		{ AT_CLKTCK, 100 },
		{ AT_BASE, 0 },
		{ AT_FLAGS, 0 },
		{ AT_ENTRY, 0x400234 },
		{ AT_UID, 1 },
		{ AT_EUID, 2 },
		{ AT_GID, 3 },
		{ AT_EGID, 4 },
		{ AT_SECURE, 0 },
		{ AT_HWCAP2, 0x5678 },
		{ AT_PHNUM, 6 },
		{ AT_PHENT, sizeof(elf_segment_t) },
		{ AT_PHDR, 0x400000 + sizeof(elf_header_t) },
		{ AT_RANDOM, stack.get(AT_RANDOM) },
		{ AT_EXECFN, stack.get(AT_EXECFN) },
		{ AT_PLATFORM, stack.get(AT_PLATFORM) },
	};
	CHECK(stack.aux.size() == expected.size());
	const std::map<uintptr_t, uintptr_t> found(stack.aux.begin(), stack.aux.end());
	CHECK(found == expected);
	CHECK(host.mm->read_string(stack.get(AT_EXECFN)) == "/prog");
	CHECK(host.mm->read_string(stack.get(AT_PLATFORM)) == "testmachine");
	for (unsigned i = 0; i < 16; i++)
		CHECK(host.mm->read(stack.get(AT_RANDOM) + i) == 0xc0 + i);
}

TEST_CASE("a machine without gate and platform says nothing of them")
{
	exec_test host;
	host.layout.sysinfo = 0;
	host.layout.platform = nullptr;
	REQUIRE(run() == 0);
	const program_stack stack = parse_stack(host);
	CHECK_FALSE(stack.has(AT_SYSINFO));
	CHECK_FALSE(stack.has(AT_PLATFORM));
	CHECK(stack.aux.size() == 17);
	check_every_byte(host, stack);
}

TEST_CASE("a program without argv gets one empty string, in the kernel's exec and the user's")
{
	const char *const nothing[] = { nullptr };
	for (const char *const *argv : { static_cast<const char *const *>(nullptr), &nothing[0] }) {
		exec_test host;
		REQUIRE(kspawn_kernel_execve("/prog", argv, argv) == 0);
		const program_stack stack = parse_stack(host);
		CHECK(stack.argv == strings{ "" });
		CHECK(stack.envp.empty());
		check_every_byte(host, stack);
	}
	for (const uintptr_t argv : { uintptr_t(0), argv_at }) {
		user_exec exec;
		exec.user_table(argv_at, {});
		REQUIRE(kspawn_sys_execve(path_at, argv, argv) == 0);
		CHECK(parse_stack(exec).argv == strings{ "" });
	}
}

TEST_CASE("strings and their pointers may take KSPAWN_ARG_MAX bytes, and not one more")
{
	const size_t room = KSPAWN_ARG_MAX - pointer - 1;
	const strings argv = { std::string(room, 'a') };
	exec_test host;
	check_refused(host, -KSPAWN_E2BIG, [&] { return run({ argv[0] + "a" }); });
	check_refused(host, -KSPAWN_E2BIG, [&] { return run(argv, { "" }); });
	const strings half = { std::string(60000, 'h') }, rest = { std::string(room - 60000 - pointer - 1, 'r') };
	check_refused(host, -KSPAWN_E2BIG, [&] { return run(half, { rest[0] + "r" }); });
	check_refused(host, -KSPAWN_E2BIG, [&] { return run({ half[0] + "h" }, rest); });
	REQUIRE(run(half, rest) == 0);
	CHECK(parse_stack(host).envp == rest);

	exec_test other;
	REQUIRE(run(argv) == 0);
	CHECK(parse_stack(other).argv == argv);
	check_clean(other);
}

TEST_CASE("very many empty strings are counted with their pointers")
{
	const size_t most = KSPAWN_ARG_MAX / (pointer + 1);
	exec_test host;
	check_refused(host, -KSPAWN_E2BIG, [&] { return run(strings(most + 1)); });
	check_refused(host, -KSPAWN_E2BIG, [&] { return run(strings(most), { "" }); });
	REQUIRE(run(strings(most)) == 0);
	CHECK(parse_stack(host).argv == strings(most));
	CHECK(parse_stack(host).sp % KSPAWN_STACK_ALIGN == 0);
	check_clean(host);
}

TEST_CASE("execve leaves half of the stack free, to the byte")
{
	exec_test probe;
	REQUIRE(run({ "" }) == 0);
	size_t fits = 0, most = 0;
	for (size_t n = 8192 - used(probe) - 32; n < 8192; n++) {
		exec_test host;
		host.layout.stack_size = 16384;
		if (run({ std::string(n, 'a') }) != 0)
			break;
		most = used(host);
		fits = n;
		check_clean(host);
	}
	CHECK(most == 8192);
	exec_test host;
	host.layout.stack_size = 16384;
	check_refused(host, -KSPAWN_E2BIG, [&] { return run({ std::string(fits + 1, 'a') }); });
	check_refused(host, -KSPAWN_E2BIG, [&] { return run({ std::string(20000, 'a') }); });
	CHECK(run({ std::string(fits, 'a') }) == 0);
}

TEST_CASE("a stack with no room for the least program is refused")
{
	const std::string platform(5000, 'p');
	exec_test host;
	host.layout.stack_size = 4096;
	host.layout.platform = platform.c_str();
	check_refused(host, -KSPAWN_E2BIG, plain_run());
	host.layout.platform = nullptr;
	check_refused(host, -KSPAWN_E2BIG, [] { return run(strings(600)); });
	CHECK(run() == 0);
}

TEST_CASE("strings larger than all addresses below the stack are refused")
{
	exec_test host;
	host.layout.stack_top = 0x19000;
	host.layout.stack_size = 0x8000;
	check_refused(host, -KSPAWN_E2BIG, [] { return run({ std::string(130000, 'a') }); });
	CHECK(run() == 0);
}

TEST_CASE("a user's strings arrive whole, wherever they are")
{
	for (uintptr_t shift = 0; shift < 300; shift += 37) {
		user_exec exec;
		const strings argv = { std::string(500, 'x'), "", "short" }, envp = { std::string(127, 'e') };
		uintptr_t at = string_at + shift;
		std::vector<uintptr_t> table;
		for (const std::string &each : argv) {
			table.push_back(exec.user_string(at, each));
			at += each.size() + 1;
		}
		exec.user_table(argv_at, table);
		exec.user_table(envp_at, { exec.user_string(at, envp[0]) });
		REQUIRE(kspawn_sys_execve(path_at, argv_at, envp_at) == 0);
		const program_stack stack = parse_stack(exec);
		CHECK(stack.argv == argv);
		CHECK(stack.envp == envp);
		check_every_byte(exec, stack);
		check_clean(exec);
	}
}

TEST_CASE("a string may end with its page, next to none")
{
	for (const size_t length : { 0, 1, 62, 63, 64, 127, 128, 129, 200 }) {
		user_exec exec;
		const std::string string(length, 's');
		exec.user_table(argv_at, { exec.user_string(string_at + page_size - length - 1, string) });
		REQUIRE(exec() == 0);
		CHECK(parse_stack(exec).argv == strings{ string });
	}
	user_exec exec;
	REQUIRE(kspawn_sys_execve(exec.user_string(0xa000 - 6, "/prog"), argv_at, 0) == 0);
}

TEST_CASE("a table of pointers may be misaligned and end with its page")
{
	user_exec exec;
	const uintptr_t at = argv_at + page_size - 2 * pointer;
	REQUIRE(kspawn_sys_execve(path_at, exec.user_table(0x20003, { string_at, string_at }), 0) == 0);
	CHECK(parse_stack(exec).argv == strings(2, "one argument"));
	exec.events.clear();
	REQUIRE(kspawn_sys_execve(path_at, exec.user_table(at, { string_at }), 0) == 0);
	CHECK(parse_stack(exec).argv == strings{ "one argument" });
}

TEST_CASE("hostile user pointers give EFAULT")
{
	user_exec exec;
	const auto refused = [&](uintptr_t path, uintptr_t argv, uintptr_t envp) {
		check_refused(exec, -KSPAWN_EFAULT, [=] { return kspawn_sys_execve(path, argv, envp); });
	};
	SECTION("a path that is NULL") { refused(0, argv_at, 0); }
	SECTION("a path that is not mapped") { refused(nowhere, argv_at, 0); }
	SECTION("a path at the end of the address space") { refused(UINTPTR_MAX, argv_at, 0); }
	SECTION("a path without an end in its page")
	{
		exec.user_write(0xafff, "/", 1);
		refused(0xafff, argv_at, 0);
	}
	SECTION("argv that is not mapped") { refused(path_at, nowhere, 0); }
	SECTION("argv at the end of the address space") { refused(path_at, UINTPTR_MAX - pointer + 1, 0); }
	SECTION("argv that wraps") { refused(path_at, UINTPTR_MAX - 2, 0); }
	SECTION("envp that is not mapped") { refused(path_at, argv_at, nowhere); }
	SECTION("a string that is not mapped")
	{
		exec.user_table(argv_at, { string_at, nowhere });
		refused(path_at, argv_at, 0);
	}
	SECTION("a string at the end of the address space")
	{
		exec.user_table(argv_at, { UINTPTR_MAX });
		refused(path_at, argv_at, 0);
	}
	SECTION("a string without an end in its page")
	{
		exec.user_write(0xb000 - 300, std::string(300, 'x').data(), 300);
		exec.user_table(argv_at, { 0xb000 - 300 });
		refused(path_at, argv_at, 0);
	}
	SECTION("a table without an end in its page")
	{
		const uintptr_t at = 0xb000 - pointer;
		exec.user_write(at, &string_at, pointer);
		refused(path_at, at, 0);
	}
	SECTION("a misaligned table that leaves its page")
	{
		const uintptr_t at = 0xb000 - pointer - 3;
		exec.user_write(at, &string_at, pointer);
		exec.user_write(at + pointer, "\0\0\0", 3);
		refused(path_at, at, 0);
	}
	exec.user_table(argv_at, { string_at });
	CHECK(exec() == 0);
}

TEST_CASE("a user's path has at most KSPAWN_PATH_MAX bytes")
{
	for (const uintptr_t at : { uintptr_t(0x30000), uintptr_t(0x30001), uintptr_t(0x3007f) }) {
		user_exec exec;
		const std::string longest(KSPAWN_PATH_MAX - 1, 'p');
		exec.add_file(longest, elf_file().content());
		exec.user_string(at, longest + "p");
		const auto run_it = [=] { return kspawn_sys_execve(at, argv_at, 0); };
		check_refused(exec, -KSPAWN_ENAMETOOLONG, run_it);
		exec.user_string(at, std::string(2000, 'p'));
		check_refused(exec, -KSPAWN_ENAMETOOLONG, run_it);
		exec.user_string(at, longest);
		REQUIRE(run_it() == 0);
		CHECK(exec.mm->read_string(parse_stack(exec).get(AT_EXECFN)) == longest);
	}
}

TEST_CASE("a user's strings may be too much")
{
	user_exec exec;
	exec.user_string(0x100000, std::string(KSPAWN_ARG_MAX, 'x'));
	exec.user_table(argv_at, { 0x100000 });
	exec.refused(-KSPAWN_E2BIG);
	exec.user_table(argv_at, { 0x100000 + pointer });
	exec.refused(-KSPAWN_E2BIG);
	exec.user_table(argv_at, { 0x100000 + pointer + 1 });
	CHECK(exec() == 0);
}

TEST_CASE("a string that grows while execve reads it gives EFAULT, never an overflow")
{
	for (const size_t more : { 1, 100, 5000 }) {
		user_exec exec;
		unsigned readings = 0;
		exec.before_copy = [&](uintptr_t from) {
			if (from == string_at && ++readings == 2)
				exec.user_string(string_at, std::string(strlen("one argument") + more, 'g'));
		};
		exec.refused(-KSPAWN_EFAULT);
		CHECK(readings == 2);
	}
}

TEST_CASE("a string that shrinks while execve reads it is harmless")
{
	user_exec exec;
	unsigned readings = 0;
	exec.user_string(string_at + 0x100, "two");
	exec.user_table(argv_at, { string_at, string_at + 0x100 });
	exec.before_copy = [&](uintptr_t from) {
		if (from == string_at && ++readings == 2)
			exec.user_string(string_at, "1");
	};
	REQUIRE(exec() == 0);
	CHECK(readings == 2);
	const program_stack stack = parse_stack(exec);
	CHECK(stack.argv == strings{ "1", "two" });
	check_every_byte(exec, stack);
	check_clean(exec);
}

TEST_CASE("a table that changes while execve reads it gives EFAULT, or what it holds then")
{
	user_exec exec;
	unsigned readings = 0;
	uintptr_t replacement = 0;
	exec.before_copy = [&](uintptr_t from) {
		if (from == argv_at && ++readings == 2)
			exec.user_write(argv_at, &replacement, sizeof(replacement));
	};
	exec.user_string(0, "at NULL");
	exec.refused(-KSPAWN_EFAULT);
	exec.user_table(argv_at, { string_at });
	readings = 0;
	replacement = nowhere;
	exec.refused(-KSPAWN_EFAULT);
	exec.user_table(argv_at, { string_at });
	readings = 0;
	replacement = exec.user_string(0xc000, "other");
	REQUIRE(exec() == 0);
	CHECK(parse_stack(exec).argv == strings{ "other" });
}
