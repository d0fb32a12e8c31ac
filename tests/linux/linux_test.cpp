/* tests/linux/linux_test.cpp: the core does with an odd file what the Linux that runs it does */
#include <catch2/catch.hpp>

#include <elf.h>
#include <sys/utsname.h>

#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <filesystem>

#include <fmt/format.h>

#include "mutate.hpp"
#include "skip.hpp"
#include "tally.hpp"

namespace {

/// Where the files of a difference are kept, and the command that compares them again.
std::string keep(const file_set &files, uint64_t seed, uint64_t n)
{
	const std::string folder = fmt::format("{}/kspawn-linux-{}-{}", std::filesystem::temp_directory_path().c_str(), seed, n);
	if (!write_files(folder, files))
		return "the files cannot be kept in " + folder;
	return fmt::format("again: KSPAWN_LINUX_FILES={} {}", folder, std::filesystem::read_symlink("/proc/self/exe").c_str());
}

uint64_t seed_of_run(bool full) { return fuzz_seed() + (full && getenv("KSPAWN_SEED") == nullptr ? uint64_t(time(nullptr)) : 0); }

void compare_again(comparison &both, const char *folder)
{
	const outcome o = both.run(read_files(folder));
	printf("Linux: %s, kspawn: %s\n", describe(o.native.verdict).c_str(), describe(o.core.verdict).c_str());
	INFO(describe(o));
	CHECK(is_good(o));
}

void compare_mutated(comparison &both, bool full)
{
	const uint64_t seed = seed_of_run(full), rounds = full ? 100000 : 2000;
	utsname system = {};
	uname(&system);
	printf("%s%llu files by KSPAWN_SEED=%llu, each in %s, Linux %s:\n", full ? "" : "a sample: ", (unsigned long long)rounds,
	       (unsigned long long)seed, both.where().c_str(), system.release);
	fflush(stdout);
	tally all;
	unsigned found = 0;
	for (uint64_t n = 0; n < rounds && found < 10; n++) {
		const outcome o = both.run(mutated_files(seed, n));
		all.add(o);
		if (is_good(o))
			continue;
		found++;
		FAIL_CHECK(describe(o));
		printf("%s\n", keep(o.files, seed, n).c_str());
	}
	all.print();
	CHECK((found != 0 || (all.runs() > rounds / 5 && all.runs() < rounds * 4 / 5)));
}

} // namespace

TEST_CASE("execve does with mutated ELF files and scripts what Linux does")
{
	comparison both;
	const char *folder = getenv("KSPAWN_LINUX_FILES");
	if (!both.refused().empty())
		kspawn_test::skip(both.refused());
	else if (folder != nullptr)
		compare_again(both, folder);
	else
		compare_mutated(both, getenv("KSPAWN_FULL") != nullptr);
}

TEST_CASE("execve does with good files what Linux does")
{
	comparison both;
	if (!both.refused().empty())
		return kspawn_test::skip(both.refused());
	for (const file_set &files : good_files()) {
		const outcome o = both.run(files);
		INFO(describe(o));
		CHECK(o.native.verdict == 0);
		CHECK(is_good(o));
	}
}

TEST_CASE("the comparison sees every fact that differs")
{
	facts good;
	good.ranges = { { 0x1000, 0x3000, KSPAWN_PROT_READ } };
	good.pages = { { 0x1000, bytes(page_size) }, { 0x2000, {} } };
	good.aux = { { AT_PHDR, 0x1040 }, { AT_BASE, 0 } };
	good.argv = { "one" };
	CHECK(differences(good, good).empty());
	const std::vector<void (*)(facts &)> changes = {
		[](facts &f) { f.verdict = -ENOEXEC; },
		[](facts &f) { f.start++; },
		[](facts &f) { f.sp += 8; },
		[](facts &f) { f.stack.prot = KSPAWN_PROT_EXEC; },
		[](facts &f) { f.ranges[0].to += page_size; },
		[](facts &f) { f.ranges[0].prot = KSPAWN_PROT_WRITE; },
		[](facts &f) { f.pages[0x1000].back() = 1; },
		[](facts &f) { f.pages[0x1000].clear(); },
		[](facts &f) { f.pages[0x2000] = bytes(page_size); },
		[](facts &f) { f.aux[AT_PHDR]++; },
		[](facts &f) { f.aux.erase(AT_BASE); },
		[](facts &f) { f.argv.push_back(""); },
		[](facts &f) { f.envp.push_back("A=1"); },
		[](facts &f) { f.execfn = "prog"; },
	};
	for (const auto &change : changes) {
		facts other = good;
		change(other);
		CHECK(differences(good, other).size() == 1);
	}
}
