/* tests/explore/explorer/findings.cpp: what is wrong, each thing once */
#include "internal.hpp"

namespace explore {

std::vector<finding> findings;

namespace {

/// Numbers and names of tasks make no other finding of it.
std::string key_of(const std::string &what)
{
	if (what.rfind("use after", 0) == 0)
		return what;
	std::string key = std::string(kernel_scenario()) + ": ";
	for (char c : what)
		if (c < '0' || c > '9')
			key += c;
	return key;
}

} // namespace

void add_finding(const std::string &key, const std::string &headline)
{
	for (finding &f : findings)
		if (f.key == key) {
			f.count++;
			return;
		}
	findings.push_back({ key, headline + "\n" + trace_text(), opt.seed + (now ? now->execs : 0), 1 });
}

void fail(const std::string &what, uintptr_t pc)
{
	exploring = false;
	if (pc)
		log(op_read, nullptr, pc);
	add_finding(key_of(what), what + kernel_dump());
	leave(failed);
}

} // namespace explore
