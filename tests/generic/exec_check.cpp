/* tests/generic/exec_check.cpp: reading a program's stack, and looking for what was left behind */
#include "exec_check.hpp"

#include <algorithm>
#include <cstring>

namespace {

/// Walks upwards and notes what it has seen.
class reader {
public:
	reader(const kspawn_mm &m, program_stack &s) : mm(m), stack(s), at(s.sp) {}
	uintptr_t word()
	{
		const uintptr_t value = mm.read_word(at);
		note(at, sizeof(value));
		at += sizeof(value);
		return value;
	}
	strings table()
	{
		strings all;
		while (const uintptr_t string = word())
			all.push_back(text(string));
		return all;
	}
	std::string text(uintptr_t string)
	{
		const std::string value = mm.read_string(string);
		note(string, value.size() + 1);
		return value;
	}
	void note(uintptr_t from, size_t n)
	{
		for (size_t i = 0; i < n; i++)
			stack.bytes.insert(from + i);
	}

private:
	const kspawn_mm &mm;
	program_stack &stack;
	uintptr_t at;
};

std::vector<const char *> pointers(const strings &all)
{
	std::vector<const char *> table;
	for (const std::string &each : all)
		table.push_back(each.c_str());
	table.push_back(nullptr);
	return table;
}

} // namespace

program_stack parse_stack(const exec_host &host)
{
	program_stack stack = {};
	stack.sp = kspawn_pt_regs_sp(&host.regs);
	reader in(*host.mm, stack);
	const uintptr_t argc = in.word();
	stack.argv = in.table();
	CHECK(argc == stack.argv.size());
	stack.envp = in.table();
	for (uintptr_t type = in.word(); type != AT_NULL; type = in.word())
		stack.aux.emplace_back(type, in.word());
	CHECK(in.word() == 0);
	in.note(stack.get(AT_RANDOM), 16);
	in.text(stack.get(AT_EXECFN));
	if (stack.has(AT_PLATFORM))
		in.text(stack.get(AT_PLATFORM));
	return stack;
}

int run(const strings &argv, const strings &envp)
{
	return kspawn_kernel_execve("/prog", pointers(argv).data(), pointers(envp).data());
}

void check_refused(exec_host &host, int err, const std::function<int()> &exec)
{
	const std::string before = host.inventory();
	const bytes task(reinterpret_cast<uint8_t *>(&host.task), reinterpret_cast<uint8_t *>(&host.task + 1));
	const kspawn_pt_regs regs = host.regs;
	const kspawn_mm *mm = host.mm;
	CHECK(exec() == err);
	CHECK(host.inventory() == before);
	CHECK(memcmp(task.data(), &host.task, sizeof(host.task)) == 0);
	CHECK(memcmp(&regs, &host.regs, sizeof(regs)) == 0);
	CHECK(host.mm == mm);
	CHECK(host.events == std::vector<std::string>{});
	CHECK(host.violations == std::vector<std::string>{});
}

void check_clean(exec_host &host)
{
	CHECK(host.violations == std::vector<std::string>{});
	CHECK(host.open_images == 0);
	CHECK_FALSE(host.locked);
	REQUIRE(host.memories == std::set<kspawn_mm *>{ host.mm });
	for (const auto &[path, content] : host.files) {
		const long held =
			std::count_if(host.mm->maps.begin(), host.mm->maps.end(),
				      [&, file = content.get()](const mapping &m) { return m.file.get() == file; });
		CHECK(content.use_count() == 1 + held);
	}
}
