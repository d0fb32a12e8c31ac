/* tests/linux/elf_view.cpp: headers that may be cut off or say anything */
#include "elf_view.hpp"

#include <algorithm>
#include <cstring>

namespace {

/// Calls each(offset, segment) for the program headers that are in the file.
template <typename Each>
void for_each_header(const bytes &content, Each each)
{
	const elf_header_t h = header_of(content);
	for (uint64_t n = 0; n < h.e_phnum; n++) {
		const uint64_t at = h.e_phoff + n * sizeof(elf_segment_t);
		if (at > content.size() || content.size() - at < sizeof(elf_segment_t))
			return;
		elf_segment_t s;
		memcpy(&s, content.data() + at, sizeof(s));
		each(at, s);
	}
}

} // namespace

elf_header_t header_of(const bytes &content)
{
	elf_header_t h = {};
	memcpy(&h, content.data(), std::min(sizeof(h), content.size()));
	return h;
}

std::vector<elf_segment_t> segments_of(const bytes &content)
{
	std::vector<elf_segment_t> all;
	for_each_header(content, [&](uint64_t, const elf_segment_t &s) { all.push_back(s); });
	return all;
}

bytes without_alignment(bytes content)
{
	bytes changed = content;
	for_each_header(content, [&](uint64_t at, elf_segment_t s) {
		s.p_align = 0;
		memcpy(changed.data() + at, &s, sizeof(s));
	});
	return changed;
}

std::string interp_of(const bytes &content)
{
	for (const elf_segment_t &s : segments_of(content))
		if (s.p_type == PT_INTERP && s.p_offset < content.size())
			return std::string(content.begin() + long(s.p_offset),
					   std::find(content.begin() + long(s.p_offset), content.end(), 0));
	return "";
}

std::vector<range> loaded_ranges(const bytes &content)
{
	std::vector<range> all;
	for (const elf_segment_t &s : segments_of(content))
		if (s.p_type == PT_LOAD && s.p_memsz != 0)
			map_over(all, { s.p_vaddr / page_size * page_size,
					(s.p_vaddr + s.p_memsz + page_size - 1) / page_size * page_size, 0 });
	tidy(all);
	return all;
}

bytes program_file(const file_set &files)
{
	const auto prog = files.find("prog"), elf = files.find("elf");
	const bool is_elf = prog != files.end() && !prog->second.empty() && prog->second[0] == ELFMAG0;
	return is_elf ? prog->second : elf != files.end() ? elf->second : bytes();
}

span_of_file span_of(const bytes &content)
{
	span_of_file all = {};
	bool none = true;
	for (const elf_segment_t &s : segments_of(content)) {
		if (s.p_type != PT_LOAD)
			continue;
		const uintptr_t from = s.p_vaddr / page_size * page_size;
		const uintptr_t to = (s.p_vaddr + s.p_memsz + page_size - 1) / page_size * page_size;
		if (none)
			all = { from, from, to, (s.p_flags & PF_W) != 0, s.p_filesz == 0 };
		all.low = std::min(all.low, from);
		all.high = std::max(all.high, to);
		none = false;
	}
	return all;
}

/// Paths may lead to it in other ways.
bytes interp_file(const file_set &files)
{
	std::string path = interp_of(program_file(files));
	while (path.compare(0, 2, "./") == 0)
		path.erase(0, 2);
	const auto found = files.find(path);
	return found == files.end() ? bytes() : found->second;
}
