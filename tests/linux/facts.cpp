/* tests/linux/facts.cpp: reading a stack, and comparing what two kernels made of a file */
#include "facts.hpp"

#include <elf.h>

#include <cstring>

#include <fmt/format.h>

namespace {

class stack_reader {
public:
	stack_reader(const byte_reader &b, uintptr_t sp) : byte(b), at(sp) {}
	uintptr_t word()
	{
		uint8_t raw[sizeof(uintptr_t)];
		for (uint8_t &each : raw)
			each = byte(at++);
		uintptr_t value;
		memcpy(&value, raw, sizeof(value));
		return value;
	}
	std::string text(uintptr_t from) const
	{
		std::string all;
		while (const uint8_t c = byte(from++))
			all += char(c);
		return all;
	}
	strings table()
	{
		strings all;
		while (const uintptr_t string = word())
			all.push_back(text(string));
		return all;
	}

private:
	const byte_reader &byte;
	uintptr_t at;
};

bool describes_file(uintptr_t type)
{
	return type == AT_PHDR || type == AT_PHENT || type == AT_PHNUM || type == AT_BASE || type == AT_ENTRY ||
	       type == AT_FLAGS || type == AT_PAGESZ;
}

std::string name(const strings &all)
{
	std::string text;
	for (const std::string &each : all)
		text += fmt::format(" \"{}\"", each);
	return text;
}

std::string page_difference(uintptr_t at, const bytes &native, const bytes &core)
{
	if (native.empty() || core.empty())
		return fmt::format("page {:x}: Linux {}, kspawn {}", at, native.empty() ? "faults" : "has it",
				   core.empty() ? "faults" : "has it");
	size_t n = 0;
	while (native[n] == core[n])
		n++;
	return fmt::format("byte {:x}: Linux {:02x}, kspawn {:02x}", at + n, native[n], core[n]);
}

} // namespace

void read_stack(facts &f, const byte_reader &byte)
{
	stack_reader in(byte, f.sp);
	const uintptr_t argc = in.word();
	f.argv = in.table();
	if (argc != f.argv.size())
		f.argv.push_back(fmt::format("(argc is {})", argc));
	f.envp = in.table();
	for (uintptr_t type = in.word(); type != AT_NULL; type = in.word()) {
		const uintptr_t value = in.word();
		if (type == AT_EXECFN)
			f.execfn = in.text(value);
		if (describes_file(type))
			f.aux[type] = value;
	}
}

strings differences(const facts &native, const facts &core)
{
	strings all;
	const auto compare = [&](bool same, const std::string &what) {
		if (!same)
			all.push_back(what);
	};
	if (native.verdict != core.verdict)
		return { fmt::format("Linux: {}, kspawn: {}", describe(native.verdict), describe(core.verdict)) };
	if (native.verdict != 0)
		return {};
	compare(native.start == core.start, fmt::format("start: Linux {:x}, kspawn {:x}", native.start, core.start));
	compare(native.sp % 16 == core.sp % 16, "alignment of the stack pointer");
	compare(native.stack.prot == core.stack.prot, "protection of the stack");
	compare(native.argv == core.argv, fmt::format("argv: Linux{}, kspawn{}", name(native.argv), name(core.argv)));
	compare(native.envp == core.envp, fmt::format("envp: Linux{}, kspawn{}", name(native.envp), name(core.envp)));
	compare(native.execfn == core.execfn, fmt::format("AT_EXECFN: Linux {}, kspawn {}", native.execfn, core.execfn));
	for (const auto &[type, value] : native.aux)
		compare(core.aux.count(type) && core.get(type) == value,
			fmt::format("auxv entry {}: Linux {:x}, kspawn {:x}", type, value, core.get(type)));
	if (name(native.ranges) != name(core.ranges)) {
		compare(false, "memory: Linux" + name(native.ranges) + "\nkspawn" + name(core.ranges));
		return all;
	}
	for (const auto &[at, content] : native.pages)
		if (const auto found = core.pages.find(at); found == core.pages.end() || found->second != content)
			compare(false, page_difference(at, content, found == core.pages.end() ? bytes{} : found->second));
	return all;
}

std::string describe(int verdict)
{
	if (verdict == 0)
		return "runs";
	return verdict > 0 ? fmt::format("ends by signal {}", verdict)
			   : fmt::format("{} ({})", strerrorname_np(-verdict), -verdict);
}
