/* tests/linux/mutate_script.cpp: "#!" lines */
#include "mutate.hpp"

using namespace std::string_literals;

namespace {

const std::string blanks[] = { "", "", " ", "\t", "  ", " \t ", std::string(120, ' '), std::string(250, ' ') };
const std::string ends[] = { "\n", "\n", "\n", "", "\0"s, "\r\n", " \n", "\t", " ", " \0\n"s, "\nexit 0\n" };
const std::string parts[] = { " ", "\t", "\n", "\0"s, "-v", "a  b", "\r", "#!", "\xff", "/", ".", "x", "elf", "s1" };
const std::string names[] = { "elf", "./elf", "././/elf", "s1", "elf/", ".", "", "none", "el", "prog", "/", "..", "elfx" };

/// A word as long as a line may be, more or less.
std::string long_word(const std::string &begin, random_numbers &random)
{
	return begin + std::string(180 + random.next(90), 'x');
}

std::string argument(random_numbers &random)
{
	if (random.next(12) == 0)
		return long_word("-", random);
	std::string all;
	for (uint32_t n = random.next(4); n > 0; n--)
		all += one_of(parts, random);
	return all;
}

/// A name that is found after `pad` steps of "./", which make it as long as wished.
std::string padded(const std::string &name, random_numbers &random)
{
	std::string all;
	for (uint32_t n = random.next(128); n > 0; n--)
		all += "./";
	return all + name;
}

std::string line(const std::string &next, random_numbers &random)
{
	std::string name = random.next(5) ? next : one_of(names, random);
	if (random.next(12) == 0)
		name = random.next(3) ? padded(name, random) : long_word(name, random);
	std::string all = (random.next(30) ? "#!" : one_of(parts, random)) + one_of(blanks, random) + name;
	if (random.next(2))
		all += (random.next(6) ? " " : one_of(blanks, random)) + argument(random);
	return all + one_of(blanks, random) + one_of(ends, random);
}

/// Now and then a byte that is not as it was, and an end that comes early.
bytes mutated(const std::string &text, random_numbers &random)
{
	bytes content(text.begin(), text.end());
	if (!content.empty() && random.next(8) == 0)
		content[random.next(uint32_t(content.size()))] = uint8_t(random.next(256));
	if (random.next(10) == 0)
		content.resize(random.next(uint32_t(content.size() + 1)));
	if (random.next(20) == 0)
		content.resize(content.size() + random.next(300), random.next(2) ? ' ' : 'y');
	return content;
}

} // namespace

file_set mutated_scripts(random_numbers &random)
{
	file_set files;
	elf_file elf;
	if (random.next(2))
		elf.make_pie();
	files["elf"] = random.next(10) ? elf.content() : mutated_elf(elf, random);
	const uint32_t depth = random.next(2) ? 1 : 1 + random.next(7);
	for (uint32_t n = 0; n < depth; n++) {
		const std::string next = n + 1 == depth ? "elf" : "s" + std::to_string(n + 1);
		const std::string content = depth < 3 || random.next(4) == 0 ? line(next, random) : "#!" + next + "\n";
		files[n == 0 ? "prog" : "s" + std::to_string(n)] = mutated(content, random);
	}
	return files;
}
