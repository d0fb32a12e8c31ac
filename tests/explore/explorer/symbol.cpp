/* tests/explore/explorer/symbol.cpp: names of places in this program, by addr2line */
#include "internal.hpp"

#include <cstdio>
#include <map>
#include <unistd.h>

namespace explore {

namespace {

/// Without namespaces, parameters and what addr2line adds.
std::string bare(std::string line, bool is_function)
{
	while (!line.empty() && (line.back() == '\n' || line.back() == ' '))
		line.pop_back();
	line.resize(std::min(line.size(), line.find(" (discriminator")));
	if (!is_function)
		return line;
	if (const size_t at = line.find('('); at != 0)
		line.resize(std::min(line.size(), at));
	const size_t at = line.rfind("::");
	return at == std::string::npos ? line : line.substr(at + 2);
}

std::string resolve(uintptr_t pc)
{
	char exe[256] = {}, command[400], buffer[512];
	if (readlink("/proc/self/exe", exe, sizeof(exe) - 1) < 0)
		return "?";
	snprintf(command, sizeof(command), "addr2line -e %s -f -i -s -C 0x%lx", exe, static_cast<unsigned long>(pc));
	FILE *out = popen(command, "r");
	std::string text, function;
	for (bool is_function = true; out && fgets(buffer, sizeof(buffer), out); is_function = !is_function) {
		if (is_function)
			function = bare(buffer, true);
		else
			text += (text.empty() ? "" : " < ") + bare(buffer, false) + " (" + function + ")";
	}
	if (out)
		pclose(out);
	return text;
}

} // namespace

std::string symbol(uintptr_t pc)
{
	static std::map<uintptr_t, std::string> known;
	const auto found = known.find(pc);
	return found != known.end() ? found->second : known[pc] = resolve(pc);
}

std::string place(uintptr_t pc)
{
	const std::string all = symbol(pc);
	return all.substr(0, all.find(" <"));
}

} // namespace explore
