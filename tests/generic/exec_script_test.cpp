/* tests/generic/exec_script_test.cpp: a script runs its interpreter with the right words, or nothing */
#include <algorithm>
#include <cstdio>

#include <kspawn/errno.h>

#include "exec_check.hpp"
#include "exec_fuzz.hpp"

using namespace std::string_literals;

namespace {

/// "/prog" is a program, everything else a script.
struct script_host : exec_host {
	script_host() { add_file("/prog", elf_file().content()); }
	void script(const std::string &path, const std::string &content)
	{
		add_file(path, bytes(content.begin(), content.end()));
	}
};

int run_path(const std::string &path, const strings &argv = { "zero", "one", "two words" })
{
	std::vector<const char *> pointers;
	for (const std::string &each : argv)
		pointers.push_back(each.c_str());
	pointers.push_back(nullptr);
	return until_killed([&] { return kspawn_kernel_execve(path.c_str(), pointers.data(), nullptr); });
}

std::function<int()> plain(const std::string &path = "/s")
{
	return [path] { return run_path(path); };
}

/// Runs "/s" with this content: the words before the first argument.
strings words_of(const std::string &content)
{
	INFO("script " << content);
	script_host host;
	host.script("/s", content);
	const int err = run_path("/s");
	CHECK(err == 0);
	if (err != 0)
		return {};
	const program_stack stack = parse_stack(host);
	check_every_byte(host, stack);
	check_clean(host);
	CHECK(host.mm->read_string(stack.get(AT_EXECFN)) == "/s");
	const size_t n = stack.argv.size();
	CHECK((n >= 2 && stack.argv[n - 2] == "one" && stack.argv[n - 1] == "two words"));
	return strings(stack.argv.begin(), stack.argv.end() - 2);
}

void check_refused_script(const std::string &content, int err)
{
	INFO("script " << content);
	script_host host;
	host.script("/s", content);
	check_refused(host, err, plain());
}

/// "#!NAME", with as many x as make a line of n bytes without its end.
std::string line_of(size_t n, const std::string &begin) { return begin + std::string(n - begin.size(), 'x'); }

std::string without_first_blanks(const std::string &text)
{
	return text.substr(std::min(text.find_first_not_of(" \t"), text.size()));
}

/// What should become of a script, by its first 256 bytes, as Linux reads them:
/// words, or an errno in `err`.
strings expected_words(const std::string &content, int &err)
{
	std::string seen = content.substr(0, 256);
	seen.resize(256);
	const size_t newline = seen.find('\n'), nul = std::min(seen.find('\0'), size_t(255));
	const bool trimmed = newline < nul || nul == 255; /* blanks before a NUL stay */
	err = -KSPAWN_ENOEXEC;
	if (seen.substr(0, 2) != "#!")
		return {};
	std::string line = without_first_blanks(seen.substr(2, std::min(newline, nul) - 2));
	if (newline > nul && nul == 255 && line.find_first_of(" \t") == std::string::npos &&
	    (line.empty() || (seen[255] != '\0' && seen[255] != ' ' && seen[255] != '\t')))
		return {};
	if (trimmed)
		line.erase(line.find_last_not_of(" \t") + 1);
	if (trimmed && line.empty())
		return {};
	const std::string name = line.substr(0, line.find_first_of(" \t"));
	err = name == "/prog" ? 0 : -KSPAWN_ENOENT;
	if (name == line)
		return { name, "/s" };
	return { name, without_first_blanks(line.substr(name.size())), "/s" };
}

} // namespace

TEST_CASE("a script runs its interpreter, with at most one argument before its own path")
{
	CHECK(words_of("#!/prog\n") == strings{ "/prog", "/s" });
	CHECK(words_of("#!/prog -v\n") == strings{ "/prog", "-v", "/s" });
	CHECK(words_of("#! \t /prog\n") == strings{ "/prog", "/s" });
	CHECK(words_of("#!/prog \t \n") == strings{ "/prog", "/s" });
	CHECK(words_of("#! /prog\t-v\t-w  x \t\n") == strings{ "/prog", "-v\t-w  x", "/s" });
	CHECK(words_of("#!/prog -v\nexit 1\n#!/bin/sh\n") == strings{ "/prog", "-v", "/s" });
	CHECK(words_of("#!/prog -v\r\n") == strings{ "/prog", "-v\r", "/s" });
}

TEST_CASE("the line of a script may end with the file, or with a NUL")
{
	CHECK(words_of("#!/prog") == strings{ "/prog", "/s" });
	CHECK(words_of("#!/prog -v") == strings{ "/prog", "-v", "/s" });
	CHECK(words_of("#!/prog\0junk -w\n"s) == strings{ "/prog", "/s" });
	CHECK(words_of("#!/prog -v\0junk -w\n"s) == strings{ "/prog", "-v", "/s" });
}

TEST_CASE("blanks at the end of a line without a newline are part of an argument, or are an empty one, as in Linux")
{
	CHECK(words_of("#!/prog  ") == strings{ "/prog", "", "/s" });
	CHECK(words_of("#!/prog -v  ") == strings{ "/prog", "-v  ", "/s" });
	CHECK(words_of("#!/prog -v \0\n"s) == strings{ "/prog", "-v ", "/s" });
	CHECK(words_of("#!/prog \0-v\n"s) == strings{ "/prog", "", "/s" });
}

TEST_CASE("a line without a newline may name an interpreter of no name, as in Linux")
{
	for (const std::string &content : { "#!"s, "#! \t"s, "#!\0/prog\n"s, "#! \0/prog\n"s })
		check_refused_script(content, -KSPAWN_ENOENT);
}

TEST_CASE("a script without an interpreter is refused")
{
	for (const std::string &content :
	     { "#!\n"s, "#! \t\n"s, "#!\n/prog\n"s, "#!" + std::string(254, ' '), "#!" + std::string(300, '\t') + "/prog\n" })
		check_refused_script(content, -KSPAWN_ENOEXEC);
}

TEST_CASE("a file that does not begin with #! is not a script")
{
	for (const std::string &content : { ""s, "#"s, "!"s, "#\n!/prog\n"s, " #!/prog\n"s, "!#/prog\n"s, "# !/prog\n"s,
					    "\n#!/prog\n"s, "#\0!/prog\n"s, "x!/prog\n"s, "#x/prog\n"s, "/prog\n"s })
		check_refused_script(content, -KSPAWN_ENOEXEC);
}

TEST_CASE("a script's interpreter fails as any program does")
{
	check_refused_script("#!/missing\n", -KSPAWN_ENOENT);
	check_refused_script("#!/prog\r\n", -KSPAWN_ENOENT);
	check_refused_script("#!-\n", -KSPAWN_ENOENT);
	script_host host;
	host.script("/s", "#!/i\n");
	for (const int err : { -KSPAWN_EACCES, -KSPAWN_ENOTDIR, -KSPAWN_ENAMETOOLONG }) {
		host.refused = { { "/i", err } };
		check_refused(host, err, plain());
	}
	host.refused.clear();
	host.script("/i", "text");
	check_refused(host, -KSPAWN_ENOEXEC, plain());
}

TEST_CASE("a script may name its interpreter from where the program's files are")
{
	script_host host;
	host.add_file("prog", elf_file().content());
	host.script("/s", "#!prog\n");
	REQUIRE(run_path("/s") == 0);
	CHECK(parse_stack(host).argv == strings{ "prog", "/s", "one", "two words" });
}

TEST_CASE("the name of an interpreter is whole or refused, to the byte")
{
	const std::string longest = line_of(255, "#!/");
	const auto refused = [&](const std::string &content, const std::string &name) {
		script_host host;
		host.add_file(name, elf_file().content());
		host.script("/s", content);
		check_refused(host, -KSPAWN_ENOEXEC, plain());
	};
	const auto taken = [&](const std::string &content, const std::string &name) {
		script_host host;
		host.add_file(name, elf_file().content());
		host.script("/s", content);
		REQUIRE(run_path("/s") == 0);
		CHECK(parse_stack(host).argv == strings{ name, "/s", "one", "two words" });
		check_clean(host);
	};
	taken(longest + "\n", longest.substr(2));
	taken(longest, longest.substr(2));
	taken(longest + " -v\n", longest.substr(2)); /* the argument is cut to nothing */
	taken(longest + "\0-v\n"s, longest.substr(2));
	refused(longest + "x", longest.substr(2) + "x");
	refused(longest + "x\n", longest.substr(2) + "x");
	refused(longest + "x", longest.substr(2));
	refused(longest + std::string(1000, 'x'), longest.substr(2) + std::string(1000, 'x'));
}

TEST_CASE("an argument is cut where Linux cuts it: after 255 bytes")
{
	const std::string longest = line_of(255, "#!/prog ");
	const strings words = { "/prog", longest.substr(8), "/s" };
	CHECK(words_of(longest + "\n") == words);
	CHECK(words_of(longest) == words);
	CHECK(words_of(longest + "y\n") == words);
	CHECK(words_of(longest + "y") == words);
	CHECK(words_of(longest + " y z\n") == words);
	CHECK(words_of(longest.substr(0, 254) + " y\n") == strings{ "/prog", longest.substr(8, 246), "/s" });
}

TEST_CASE("a script takes the place of argv[0], if there is one")
{
	script_host host;
	host.script("/s", "#!/prog -v\n");
	REQUIRE(run_path("/s", {}) == 0);
	CHECK(parse_stack(host).argv == strings{ "/prog", "-v", "/s" });
	script_host other;
	other.script("/s", "#!/prog\n");
	REQUIRE(kspawn_kernel_execve("/s", nullptr, nullptr) == 0);
	CHECK(parse_stack(other).argv == strings{ "/prog", "/s" });
	check_every_byte(other, parse_stack(other));
	check_clean(other);
}

TEST_CASE("the interpreter of a script may be a script, five deep")
{
	script_host host;
	host.script("/s", "#!/1 a\n");
	host.script("/1", "#!/2\n");
	host.script("/2", "#!/3 b c\n");
	host.script("/3", "#!/4\n");
	host.script("/4", "#!/prog d\n");
	host.script("/deeper", "#!/s e\n");
	check_refused(host, -KSPAWN_ELOOP, plain("/deeper"));
	REQUIRE(run_path("/s") == 0);
	const program_stack stack = parse_stack(host);
	CHECK(stack.argv == strings{ "/prog", "d", "/4", "/3", "b c", "/2", "/1", "a", "/s", "one", "two words" });
	CHECK(host.mm->read_string(stack.get(AT_EXECFN)) == "/s");
	check_every_byte(host, stack);
	check_clean(host);
}

TEST_CASE("every script on the way may have an argument")
{
	script_host host;
	for (const char i : "0123"s)
		host.script({ '/', i }, "#!/"s + char(i + 1) + " " + i + "\n");
	host.script("/4", "#!/prog 4\n");
	REQUIRE(run_path("/0") == 0);
	CHECK(parse_stack(host).argv ==
	      strings{ "/prog", "4", "/4", "3", "/3", "2", "/2", "1", "/1", "0", "/0", "one", "two words" });
	check_clean(host);
}

TEST_CASE("scripts in a circle are ELOOP")
{
	script_host host;
	host.script("/s", "#!/s\n");
	check_refused(host, -KSPAWN_ELOOP, plain());
	host.script("/a", "#!/b x\n");
	host.script("/b", "#!/a y\n");
	check_refused(host, -KSPAWN_ELOOP, plain("/a"));
	host.script("/sixth", "#!/s z\n");
	check_refused(host, -KSPAWN_ELOOP, plain("/sixth"));
}

TEST_CASE("the sixth script's interpreter is opened before it is one too many")
{
	script_host host;
	for (const char i : "01234"s)
		host.script({ '/', i }, "#!/"s + char(i + 1) + "\n");
	for (const auto &[line, err] : { std::pair("#!/missing x\n"s, -KSPAWN_ENOENT), std::pair("#!\n"s, -KSPAWN_ENOEXEC),
					 std::pair("#!/prog x\n"s, -KSPAWN_ELOOP), std::pair("#!/0"s, -KSPAWN_ELOOP) }) {
		host.script("/5", line);
		check_refused(host, err, plain("/0"));
	}
	host.refused = { { "/prog", -KSPAWN_EACCES } };
	host.script("/5", "#!/prog x\n");
	check_refused(host, -KSPAWN_EACCES, plain("/0"));
}

TEST_CASE("the path and the words of all lines have KSPAWN_SCRIPT_MAX bytes, and not one more")
{
	script_host host; /* a line of n bytes takes n - 1: it loses "#!", each word has its NUL */
	host.script("/a", line_of(255, "#!/prog ") + "\n");
	host.script("/cc", line_of(252, "#!/a ") + "\n");
	host.script("/ccc", line_of(252, "#!/a ") + "\n");
	static_assert(KSPAWN_SCRIPT_MAX == 254 + 251 + 4 + 3);
	host.script("/s", "#!/ccc");
	check_refused(host, -KSPAWN_E2BIG, plain());
	host.script("/s", "#!/cc");
	REQUIRE(run_path("/s") == 0);
	const program_stack stack = parse_stack(host);
	CHECK(stack.argv ==
	      strings{ "/prog", std::string(247, 'x'), "/a", std::string(247, 'x'), "/cc", "/s", "one", "two words" });
	check_every_byte(host, stack);
	check_clean(host);
}

TEST_CASE("a line for which there is no room is refused, whatever it says")
{
	const std::string path(KSPAWN_PATH_MAX - 1, 's'); /* and the words below leave 66 bytes of 576 */
	for (const size_t n : { 67, 131, 256, 300 }) {
		script_host host;
		host.script(path, line_of(255, "#!/a "));
		host.script("/a", line_of(n, "#!/prog "));
		check_refused(host, -KSPAWN_E2BIG, plain(path));
		host.script("/a", "#!" + std::string(n, ' ') + "/prog\n");
		check_refused(host, -KSPAWN_E2BIG, plain(path));
	}
	script_host host;
	host.script(path, line_of(252, "#!/a "));
	host.script("/a", "#!/prog\n");
	check_refused(host, -KSPAWN_E2BIG, plain(path));
	host.script(path, line_of(251, "#!/a "));
	REQUIRE(run_path(path) == 0);
	CHECK(parse_stack(host).argv == strings{ "/prog", "/a", std::string(246, 'x'), path, "one", "two words" });
	check_clean(host);
}

TEST_CASE("the words of a script count in KSPAWN_ARG_MAX, and argv[0] does not")
{
	const size_t words = sizeof("/prog") + sizeof("-v") + sizeof("/s") + 4 * sizeof(uintptr_t);
	const std::string zero(1000, '0'), most(KSPAWN_ARG_MAX - words - 1, 'm');
	script_host host;
	host.script("/s", "#!/prog -v\n");
	check_refused(host, -KSPAWN_E2BIG, [&] { return run_path("/s", { zero, most + "m" }); });
	REQUIRE(run_path("/s", { zero, most }) == 0);
	CHECK(parse_stack(host).argv == strings{ "/prog", "-v", "/s", most });
	check_clean(host);
}

TEST_CASE("a script takes its words from the stack's half like any other string")
{
	script_host host;
	host.script("/s", "#!/prog -v\n");
	host.layout.stack_size = 4096;
	check_refused(host, -KSPAWN_E2BIG, [] { return run_path("/s", strings(460)); });
	REQUIRE(run_path("/s", strings(20)) == 0);
}

TEST_CASE("a user's script: argv[0] is not even read, the rest is")
{
	const uintptr_t path = 0x5000, argv = 0x6000, nowhere = 0x100000;
	script_host host;
	host.script("/s", "#!/prog -v\n");
	host.user_string(path, "/s");
	host.user_table(argv, { nowhere, host.user_string(0x7000, "one") });
	check_refused(host, -KSPAWN_EFAULT, [=] { return kspawn_sys_execve(path, nowhere, 0); });
	check_refused(host, -KSPAWN_EFAULT, [=] { return kspawn_sys_execve(path, 0x7000 - 3, 0); });
	unsigned readings = 0;
	host.before_copy = [&](uintptr_t from) { readings += from == argv; };
	REQUIRE(kspawn_sys_execve(path, argv, 0) == 0);
	CHECK(readings == 1);
	CHECK(parse_stack(host).argv == strings{ "/prog", "-v", "/s", "one" });
	check_clean(host);
	host.events.clear();
	host.user_table(argv, { 0x7000, nowhere });
	check_refused(host, -KSPAWN_EFAULT, [=] { return kspawn_sys_execve(path, argv, 0); });
	REQUIRE(kspawn_sys_execve(path, 0, 0) == 0);
	CHECK(parse_stack(host).argv == strings{ "/prog", "-v", "/s" });
}

TEST_CASE("a script is read once, and its file is closed before the interpreter's is opened")
{
	script_host host;
	host.script("/s", "#!/prog\n");
	std::vector<unsigned> open;
	host.before_read = [&](uint64_t) {
		open.push_back(host.open_images);
		host.script("/s", "#!/changed\n");
	};
	REQUIRE(run_path("/s") == 0);
	CHECK(open == std::vector<unsigned>(open.size(), 1));
	CHECK(parse_stack(host).argv == strings{ "/prog", "/s", "one", "two words" });
}

TEST_CASE("a script that is cut off while it is read is refused")
{
	script_host host;
	host.script("/s", "#!/prog\n");
	host.before_read = [&](uint64_t) { host.files["/s"]->clear(); };
	CHECK(run_path("/s") == -KSPAWN_ENOEXEC);
	CHECK(host.open_images == 0);
	CHECK(host.address_spaces.size() == 1);
}

TEST_CASE("every failing hook call of a script's execve leaks nothing")
{
	const auto setup = [](exec_host &host) {
		elf_file program, interp;
		program.make_dynamic("/interp");
		interp.make_pie();
		host.add_file("/prog", program.content());
		host.add_file("/interp", interp.content());
		for (const auto &[path, line] : { std::pair("/s", "#!/t -v\n"s), std::pair("/t", "#!/prog x\n"s) })
			host.add_file(path, bytes(line.begin(), line.end()));
	};
	fail_every_point("kernel_execve of a script", setup, [](exec_host &) { return run_path("/s"); });
	fail_every_point("execve of a script", setup, [](exec_host &host) {
		const uintptr_t argv = host.user_table(0x6000, { host.user_string(0x7000, "s"), 0x7000 });
		return kspawn_sys_execve(host.user_string(0x5000, "/s"), argv, 0);
	});
}

TEST_CASE("execve makes of thousands of lines what a slower reading of them says")
{
	const uint64_t seed = fuzz_seed();
	const unsigned rounds = fuzz_rounds(20000);
	random_numbers random = { seed * 2 + 1 };
	/* clang-format off */
	const std::vector<std::string> parts = { " ",	 "\t",	 "\n", "\0"s,	"/prog", "/pro", "-v",
						 "a  b", "\r\n", "#!", "\xff", "x",	 std::string(240, ' '),
						 std::string(230, 'x') };
	/* clang-format on */
	unsigned run_well = 0;
	for (unsigned i = 0; i < rounds; i++) {
		std::string content = random.next(20) ? "#!" : "";
		if (random.next(2))
			content += std::string(random.next(3), ' ') + "/prog ";
		for (uint32_t n = random.next(9); n > 0; n--)
			content += parts[random.next(uint32_t(parts.size()))];
		int err;
		const strings words = expected_words(content, err);
		script_host host;
		host.script("/s", content);
		INFO("round " << i << ", script " << content);
		REQUIRE(run_path("/s", { "zero" }) == err);
		REQUIRE(host.violations == std::vector<std::string>{});
		REQUIRE(host.open_images == 0);
		REQUIRE(host.address_spaces == std::set<kspawn_mm *>{ host.mm });
		REQUIRE((err != 0 || parse_stack(host).argv == words));
		run_well += err == 0;
	}
	printf("script fuzzer: KSPAWN_SEED=%llu, %u rounds, %u run\n", (unsigned long long)seed, rounds, run_well);
	CHECK(run_well > rounds / 10);
	CHECK(run_well < rounds * 9 / 10);
}
