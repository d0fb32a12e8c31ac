/* tests/linux/mutate.cpp: file sets */
#include "mutate.hpp"

namespace {

elf_file program() { return elf_file(); }

elf_file pie()
{
	elf_file file;
	file.make_pie();
	return file;
}

elf_file dynamic(elf_file file)
{
	file.make_dynamic("interp");
	return file;
}

/// An interpreter at a fixed address, over pages of the program or next to them.
elf_file fixed_interp(bool over)
{
	elf_file file;
	file.move(over ? 2 * page_size : 0x100000);
	return file;
}

bytes text(const std::string &content) { return bytes(content.begin(), content.end()); }

struct elf_pair_files {
	elf_file prog, interp;
	bool has_interp;
};

elf_pair_files pair_of(uint32_t n)
{
	switch (n) {
	case 0:
		return { program(), {}, false };
	case 1:
		return { pie(), {}, false };
	case 2:
		return { dynamic(program()), pie(), true };
	case 3:
		return { dynamic(pie()), pie(), true };
	case 4:
		return { dynamic(program()), fixed_interp(true), true };
	default:
		return { dynamic(pie()), fixed_interp(false), true };
	}
}
constexpr uint32_t pairs = 6;

file_set mutated_pair(uint32_t n, random_numbers &random)
{
	const elf_pair_files good = pair_of(n);
	const uint32_t which = good.has_interp ? random.next(4) : 0; /* 1: the interpreter, 2: both, else the program */
	file_set files;
	files["prog"] = which == 1 ? good.prog.content() : mutated_elf(good.prog, random);
	if (good.has_interp)
		files["interp"] = which == 1 || which == 2 ? mutated_elf(good.interp, random) : good.interp.content();
	return files;
}

/// Neighbouring seeds have nothing in common.
uint64_t mixed(uint64_t n)
{
	n = (n ^ n >> 30) * 0xbf58476d1ce4e5b9;
	n = (n ^ n >> 27) * 0x94d049bb133111eb;
	return n ^ n >> 31;
}

} // namespace

std::vector<file_set> good_files()
{
	std::vector<file_set> all;
	for (uint32_t n = 0; n < pairs; n++) {
		const elf_pair_files good = pair_of(n);
		file_set files = { { "prog", good.prog.content() } };
		if (good.has_interp)
			files["interp"] = good.interp.content();
		all.push_back(files);
	}
	all.push_back({ { "prog", text("#!elf\n") }, { "elf", program().content() } });
	all.push_back({ { "prog", text("#! s1 -a b\n") }, { "s1", text("#!elf -c") }, { "elf", program().content() } });
	return all;
}

file_set mutated_files(uint64_t seed, uint64_t n)
{
	random_numbers random = { mixed(mixed(seed + 1) + n) | 1 };
	random.next(1);
	return random.next(4) == 0 ? mutated_scripts(random) : mutated_pair(random.next(pairs), random);
}
