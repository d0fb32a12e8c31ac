/* tests/generic/exec_check.cpp: reading a program's stack, and looking for what was left behind */
#include "exec_check.hpp"

#include <algorithm>
#include <csignal>
#include <cstdio>
#include <cstring>

namespace {

/// Walks upwards and notes what it has seen.
class reader {
public:
	reader(const kspawn_mm &m, program_stack &s, uintptr_t from) : mm(m), stack(s), at(from) {}
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

int to_prot(uint32_t flags)
{
	return (flags & PF_R ? KSPAWN_PROT_READ : 0) | (flags & PF_W ? KSPAWN_PROT_WRITE : 0) |
	       (flags & PF_X ? KSPAWN_PROT_EXEC : 0);
}

} // namespace

program_stack parse_stack(const exec_host &host)
{
	program_stack stack = {};
	stack.sp = kspawn_pt_regs_sp(&host.regs);
	const uintptr_t table = host.committed.argv - sizeof(uintptr_t);
	CHECK((KSPAWN_STACK_GROWS_UP || stack.sp == table));
	reader in(*host.mm, stack, table);
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
	if (KSPAWN_STACK_GROWS_UP)
		CHECK(*stack.bytes.rbegin() < stack.sp);
	return stack;
}

int run(const strings &argv, const strings &envp)
{
	const auto arguments = pointers(argv), environment = pointers(envp);
	return until_killed([&] { return kspawn_kernel_execve("/prog", arguments.data(), environment.data()); });
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
	REQUIRE(host.address_spaces == std::set<kspawn_mm *>{ host.mm });
	for (const auto &[path, content] : host.files) {
		const long held = std::count_if(host.mm->maps.begin(), host.mm->maps.end(),
						[&, file = content.get()](const mapping &m) { return m.file.get() == file; });
		CHECK(content.use_count() == 1 + held);
	}
}

void check_killed(exec_host &host, const std::function<int()> &exec)
{
	const std::string before = host.inventory();
	const kspawn_mm *mm = host.mm;
	CHECK(exec() == SIGSEGV);
	CHECK(host.inventory() == before);
	CHECK(host.mm == mm);
	CHECK(host.events == strings{ "group_exec", "exit_group" });
	CHECK(host.violations == strings{});
	host.events.clear();
}

void expect_segments(pages &all, const elf_file &file, uintptr_t bias)
{
	const bytes content = file.content();
	const auto round_up = [](uintptr_t at) { return (at + page_size - 1) / page_size * page_size; };
	for (const elf_segment_t &s : file.segments) {
		if (s.p_type != PT_LOAD || s.p_memsz == 0)
			continue;
		const uintptr_t start = bias + s.p_vaddr, zeroes = start + s.p_filesz;
		for (uintptr_t at = start / page_size * page_size; at < start + s.p_memsz; at += page_size) {
			page made = { KSPAWN_PROT_READ | KSPAWN_PROT_WRITE | (to_prot(s.p_flags) & KSPAWN_PROT_EXEC), {} };
			const uint64_t offset = s.p_offset - (start - at); /* of a page of the file */
			const bool of_file = s.p_filesz != 0 && at < round_up(zeroes);
			if (of_file)
				made.prot = to_prot(s.p_flags);
			if (!of_file || offset < content.size())
				made.content.assign(page_size, 0);
			for (uint64_t i = 0; of_file && i < page_size && offset + i < content.size(); i++)
				if (at + i < zeroes || !(s.p_flags & PF_W) || s.p_memsz == s.p_filesz)
					made.content[i] = content[offset + i];
			all[at] = made;
		}
	}
}

void check_pages(const exec_host &host, const pages &all)
{
	std::set<uintptr_t> mapped;
	const mapping &stack = stack_of(host);
	for (const mapping &map : host.mm->maps)
		for (uintptr_t at = map.addr; at < map.addr + map.len; at += page_size)
			if (!stack.holds(at))
				mapped.insert(at);
	CHECK(mapped.size() == all.size());
	for (const auto &[at, expected] : all) {
		INFO("page " << std::hex << at);
		const mapping *map = host.mm->at(at, page_size);
		REQUIRE(map != nullptr);
		CHECK(map->prot == expected.prot);
		REQUIRE(map->is_behind_file() == expected.content.empty());
		const bool same = expected.content.empty() || host.mm->read(at, page_size) == expected.content;
		CHECK(same);
	}
}

void check_every_byte(const exec_host &host, const program_stack &stack)
{
	const kspawn_mm &mm = *host.mm;
	const uintptr_t bottom = host.layout.stack_top - host.layout.stack_size;
	const uintptr_t from = KSPAWN_STACK_GROWS_UP ? bottom : stack.sp,
			to = KSPAWN_STACK_GROWS_UP ? stack.sp : host.layout.stack_top;
	size_t unwritten = 0, astray = 0, dirty = 0;
	for (const uintptr_t at : stack.bytes)
		unwritten += mm.written.count(at) == 0;
	for (const auto &[at, byte] : mm.written)
		astray += stack.bytes.count(at) == 0 || at < from || at >= to;
	const bytes whole = mm.read(bottom, host.layout.stack_size);
	for (size_t i = 0; i < whole.size(); i++)
		dirty += whole[i] != 0 && stack.bytes.count(bottom + i) == 0;
	CHECK(unwritten == 0);
	CHECK(astray == 0);
	CHECK(dirty == 0);
}

void check_can_start(const exec_host &host)
{
	const uintptr_t entry = kspawn_pt_regs_ip(&host.regs);
	CHECK((entry >= host.layout.low && entry < host.layout.high));
	CHECK(stack_of(host).holds(kspawn_pt_regs_sp(&host.regs)));
}

void fail_every_point(const char *name, const std::function<void(exec_host &)> &setup,
		      const std::function<int(exec_host &)> &exec)
{
	unsigned points = 0, clean = 0;
	for (;; points++) {
		exec_host host;
		setup(host);
		const std::string before = host.inventory();
		host.fail_at = points + 1;
		if (exec(host) == 0)
			break;
		const bool no_trace = host.events.empty() && host.violations.empty() && host.inventory() == before;
		INFO(name << " with failing " << host.failed << ", call " << points + 1);
		CHECK(no_trace);
		clean += no_trace;
		CHECK(exec(host) == 0);
		check_clean(host);
	}
	printf("%s: %u points, %u clean\n", name, points, clean);
	CHECK(points > 20);
	CHECK(clean == points);
}
