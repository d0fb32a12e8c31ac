/* tests/generic/exec_test.cpp: an exec happens as a whole, or not at all
 *
 * Tested here: sys_execve.cpp */
#include <cstring>

#include <kspawn/errno.h>
#include <kspawn/fork.h>

#include "exec_check.hpp"

namespace {

void become_kernel_thread(exec_host &host, uint32_t more_flags)
{
	host.task.flags = KSPAWN_TF_KTHREAD | more_flags;
	host.task.exit_signal = 0;
	host.task.clear_tid = 0;
	host.task.vfork_word = 0;
	host.address_spaces.erase(host.mm);
	delete host.mm;
	host.mm = nullptr;
}

/// execve("/prog", {"prog", "an argument"}, {"A=b"}) with everything in user memory.
int user_run(exec_host &host)
{
	const uintptr_t path = host.user_string(0x5000, "/prog");
	const uintptr_t argv =
		host.user_table(0x6008, { host.user_string(0x5100, "prog"), host.user_string(0x5200, "an argument") });
	const uintptr_t envp = host.user_table(0x6108, { host.user_string(0x5300, "A=b") });
	return kspawn_sys_execve(path, argv, envp);
}

} // namespace

TEST_CASE("execve commits in one order, when nothing can fail any more")
{
	exec_host host;
	host.add_file("/prog", elf_file().content());
	REQUIRE(run() == 0);
	CHECK(host.events == std::vector<std::string>{ "group_exec", "mm_release", "mm_commit", "vfork_done", "flush_thread" });
	check_clean(host);
}

TEST_CASE("execve leaves the old memory and ends the parent's vfork")
{
	exec_host host;
	host.add_file("/prog", elf_file().content());
	kspawn_mm *old = host.mm;
	REQUIRE(run() == 0);
	CHECK(host.address_spaces.count(old) == 0);
	CHECK(host.task.clear_tid == 0);
	CHECK(host.task.vfork_word == 0);
}

TEST_CASE("R3: execve sets every register, and only by start_thread")
{
	exec_host host;
	host.add_file("/prog", elf_file().content());
	REQUIRE(run() == 0);
	kspawn_pt_regs fresh;
	memset(&fresh, 0, sizeof(fresh));
	kspawn_start_thread(&fresh, 0x400234, kspawn_pt_regs_sp(&host.regs));
	CHECK(memcmp(&fresh, &host.regs, sizeof(fresh)) == 0);
	CHECK(kspawn_pt_regs_ip(&host.regs) == 0x400234);
	CHECK(host.committed.bias == 0);
	CHECK(kspawn_pt_regs_tls(&host.regs) == 0);
	CHECK(kspawn_pt_regs_valid(&host.regs));
}

TEST_CASE("a user task sends its parent SIGCHLD when it exits after an execve")
{
	exec_host host;
	host.add_file("/prog", elf_file().content());
	REQUIRE(run() == 0);
	CHECK(host.task.exit_signal == KSPAWN_SIGCHLD);
	CHECK(host.task.flags == 0);
}

TEST_CASE("execve in an auto-reaped user task also makes it notify its parent")
{
	exec_host host;
	host.add_file("/prog", elf_file().content());
	host.task.flags = KSPAWN_TF_AUTOREAP;
	REQUIRE(run() == 0);
	CHECK(host.task.exit_signal == KSPAWN_SIGCHLD);
}

TEST_CASE("execve keeps an auto-reaped kernel thread auto-reaped")
{
	exec_host host;
	host.add_file("/prog", elf_file().content());
	become_kernel_thread(host, KSPAWN_TF_AUTOREAP);
	REQUIRE(run() == 0);
	CHECK(host.task.exit_signal == 0);
	CHECK(host.task.flags == KSPAWN_TF_AUTOREAP);
	check_clean(host);
}

TEST_CASE("execve in a kernel thread that is waited for gives it an exit signal")
{
	exec_host host;
	host.add_file("/prog", elf_file().content());
	become_kernel_thread(host, 0);
	REQUIRE(run() == 0);
	CHECK(host.task.exit_signal == KSPAWN_SIGCHLD);
	CHECK(host.task.flags == 0);
}

TEST_CASE("R3: a kernel thread whose execve fails continues and may try again")
{
	exec_host host;
	host.add_file("/prog", elf_file().content());
	host.add_file("/text", { 'h', 'e', 'l', 'l', 'o' });
	become_kernel_thread(host, KSPAWN_TF_AUTOREAP);
	check_refused(host, -KSPAWN_ENOENT, [] { return kspawn_kernel_execve("/none", nullptr, nullptr); });
	check_refused(host, -KSPAWN_ENOEXEC, [] { return kspawn_kernel_execve("/text", nullptr, nullptr); });
	REQUIRE(run() == 0);
	CHECK(host.task.flags == KSPAWN_TF_AUTOREAP);
	CHECK(parse_stack(host).argv == strings{ "prog" });
	check_clean(host);
}

TEST_CASE("execve says what the file system says")
{
	exec_host host;
	host.refused = { { "/dir", -KSPAWN_EACCES }, { "/noexec", -KSPAWN_EACCES }, { "/file/x", -KSPAWN_ENOTDIR } };
	const auto kernel = [](const char *path) { return [path] { return kspawn_kernel_execve(path, nullptr, nullptr); }; };
	check_refused(host, -KSPAWN_ENOENT, kernel("/missing"));
	check_refused(host, -KSPAWN_ENOENT, kernel(""));
	check_refused(host, -KSPAWN_EACCES, kernel("/dir"));
	check_refused(host, -KSPAWN_EACCES, kernel("/noexec"));
	check_refused(host, -KSPAWN_ENOTDIR, kernel("/file/x"));
}

TEST_CASE("an execve reads the first line and the header of a file once, and the program headers to examine and to map them")
{
	exec_host host;
	host.add_file("/prog", elf_file().content());
	host.steps.clear();
	CHECK(kspawn_kernel_execve("/prog", nullptr, nullptr) == 0);
	CHECK(host.steps["image_read"] == 4);
}

TEST_CASE("a failed execve is cheap: no memory is made, and of the file only its first line is read")
{
	constexpr uintptr_t path = 0x5000, argv = 0x6000, string = 0x7000, nowhere = 0x100000;
	exec_host host;
	host.add_file("/prog", elf_file().content());
	host.add_file("/text", { 'h', 'i' });
	host.refused = { { "/dir", -KSPAWN_EACCES } };
	const auto check_cheap = [&](int err, unsigned reads, unsigned copies, const char *file, uintptr_t envp = 0) {
		host.user_string(path, file);
		host.steps.clear();
		check_refused(host, err, [=] { return kspawn_sys_execve(path, argv, envp); });
		CHECK(host.steps["mm_new"] + host.steps["mm_map"] + host.steps["mm_write"] == 0);
		CHECK(host.steps["image_read"] == reads);
		CHECK(host.steps["copy_from_user"] == copies);
	};
	host.user_table(argv, { nowhere });
	check_cheap(-KSPAWN_ENOENT, 0, 1, "/missing");
	check_cheap(-KSPAWN_EACCES, 0, 1, "/dir");
	check_cheap(-KSPAWN_ENOEXEC, 1, 1, "/text");
	check_cheap(-KSPAWN_EFAULT, 1, 3, "/prog");
	host.user_string(string, "a string");
	host.user_table(argv, { string, nowhere });
	check_cheap(-KSPAWN_EFAULT, 1, 5, "/prog");
	host.user_table(argv, { string });
	check_cheap(-KSPAWN_EFAULT, 1, 5, "/prog", nowhere);
	host.user_string(string, std::string(KSPAWN_ARG_MAX, 'x'));
	check_cheap(-KSPAWN_E2BIG, 1, 2 + KSPAWN_ARG_MAX / 64, "/prog");
}

TEST_CASE("mm_commit gets what was loaded")
{
	exec_host host;
	elf_file file;
	file.make_pie();
	host.add_file("/prog", file.content());
	REQUIRE(user_run(host) == 0);
	const kspawn_program &program = host.committed;
	const kspawn_mm &mm = *host.mm;
	const uintptr_t bias = host.layout.pie_base;
	CHECK(host.committed_path == "/prog");
	CHECK(program.entry == kspawn_pt_regs_ip(&host.regs));
	CHECK(program.sp == kspawn_pt_regs_sp(&host.regs));
	CHECK(program.argc == 2);
	CHECK(mm.read_string(mm.read_word(program.argv + sizeof(uintptr_t))) == "an argument");
	CHECK(mm.read_word(program.argv + 2 * sizeof(uintptr_t)) == 0);
	CHECK(mm.read_string(mm.read_word(program.envp)) == "A=b");
	CHECK(mm.read_word(program.envp + sizeof(uintptr_t)) == 0);
	CHECK(program.low == bias);
	CHECK(program.high == bias + 0xb000);
}

TEST_CASE("mm_commit gets the script, and the program but not its interpreter")
{
	exec_host host;
	elf_file program, interp;
	program.make_dynamic("/interp");
	interp.make_pie();
	host.add_file("/prog", program.content());
	host.add_file("/interp", interp.content());
	host.add_file("/s", { '#', '!', '/', 'p', 'r', 'o', 'g', ' ', '-', 'x' });
	REQUIRE(kspawn_kernel_execve("/s", nullptr, nullptr) == 0);
	CHECK(host.committed_path == "/s");
	CHECK(host.committed.argc == 3);
	CHECK(host.committed.entry == host.layout.interp_base + interp.header.e_entry);
	CHECK(host.committed.low == 0x400000);
	CHECK(host.committed.high == 0x40b000);
}

TEST_CASE("execve ends without a trace when the other threads cannot be ended")
{
	exec_host host;
	host.add_file("/prog", elf_file().content());
	for (const int err : { -KSPAWN_EINTR, -KSPAWN_EAGAIN }) {
		host.group_exec_says = err;
		check_refused(host, err, plain_run());
	}
}

TEST_CASE("a program may exec itself again and again")
{
	exec_host host;
	host.add_file("/prog", elf_file().content());
	for (int i = 0; i < 10; i++) {
		host.events.clear();
		REQUIRE(user_run(host) == 0);
		check_clean(host);
	}
	CHECK(parse_stack(host).argv == strings{ "prog", "an argument" });
}

TEST_CASE("every failing hook call of execve leaks nothing")
{
	const auto setup = [](exec_host &host) { host.add_file("/prog", elf_file().content()); };
	fail_every_point("execve", setup, user_run);
	fail_every_point("kernel_execve", setup, [](exec_host &) { return run({ "prog", "x" }, { "A=b" }); });
}
