/* tests/linux/compare.cpp: Linux first, then the core with the places that Linux chose */
#include "compare.hpp"

#include <unistd.h>

#include <algorithm>
#include <csignal>
#include <cstdlib>
#include <filesystem>

#include <fmt/format.h>

#include "elf_view.hpp"
#include "mutate.hpp"
#include "native.hpp"

namespace {

const strings arguments = { "zero", "one", "", "two words" }, environment = { "A=1", "EMPTY=" };

/// Of the fields that Linux looks at.
uintptr_t largest_alignment(const file_set &files)
{
	uintptr_t most = 0;
	for (const auto &[name, content] : files)
		for (const elf_segment_t &s : segments_of(content))
			if (s.p_type == PT_LOAD && (s.p_align & (s.p_align - 1)) == 0)
				most = std::max<uintptr_t>(most, s.p_align);
	return most;
}

} // namespace

bool same_places(const facts &a, const facts &b)
{
	return a.get(AT_ENTRY) == b.get(AT_ENTRY) && a.get(AT_BASE) == b.get(AT_BASE);
}

comparison::comparison() : before(std::filesystem::current_path())
{
	const char *given = getenv("TMPDIR");
	folder = std::string(given != nullptr ? given : "/tmp") + "/kspawn-linux-XXXXXX";
	why_not = mkdtemp(folder.data()) == nullptr || chdir(folder.c_str()) != 0 ? "no folder " + folder : prepare_native();
	if (why_not.empty())
		learn();
}

comparison::~comparison()
{
	std::error_code ignored;
	std::filesystem::current_path(before, ignored);
	std::filesystem::remove_all(folder, ignored);
}

/// From a PIE with an interpreter that may be anywhere.
void comparison::learn()
{
	const file_set pie = good_files()[3];
	if (!write_files(".", pie)) {
		why_not = "no files in " + folder;
		return;
	}
	const facts native = run_native(arguments, environment);
	if (native.verdict != 0)
		why_not = "under ptrace, a good program says " + describe(native.verdict);
	layout = layout_of_native(native.stack);
	layout.base = places_of(pie, native).program;
	layout.top = native.get(AT_BASE) + span_of(interp_file(pie)).high;
}

places comparison::places_of(const file_set &files, const facts &native) const
{
	const bytes program = program_file(files), interp = interp_file(files);
	places at = usual_places(files);
	at.program = native.get(AT_ENTRY) - header_of(program).e_entry + span_of(program).low;
	if (!interp.empty())
		at.interp = native.get(AT_BASE) + span_of(interp).low;
	return at;
}

/// Linux goes down from the top.
places comparison::usual_places(const file_set &files) const
{
	const auto below_top = [this](const bytes &elf) {
		const uintptr_t size = span_of(elf).high - span_of(elf).low;
		return size < layout.top - layout.low ? layout.top - size : layout.low;
	};
	const bytes program = program_file(files);
	return { interp_of(program).empty() ? below_top(program) : layout.base, below_top(interp_file(files)) };
}

outcome comparison::run_once(const file_set &files)
{
	outcome o = { files, {}, {}, layout, {}, {}, false };
	if (!write_files(".", files)) {
		o.violations.push_back("the files cannot be written to " + folder);
		return o;
	}
	o.native = run_native(arguments, environment);
	const places at = o.native.verdict == 0 ? places_of(files, o.native) : usual_places(files);
	o.core = run_core(layout, at, arguments, environment, o.native.pages, o.violations);
	o.differ = differences(o.native, o.core);
	return o;
}

/// Linux rounds its base down to the largest p_align, also to 0, where it kills. The core takes an aligned place, or,
/// if there is none, another one. So places that depend on alignment are not compared.
bool comparison::is_question_of_place(const outcome &o) const
{
	if (o.native.verdict == 0 && o.core.verdict == 0)
		return !same_places(o.native, o.core);
	return o.native.verdict == SIGSEGV && o.core.verdict == 0 && largest_alignment(o.files) > layout.base;
}

outcome comparison::run(const file_set &files)
{
	const outcome first = run_once(files);
	if (!is_question_of_place(first))
		return first;
	file_set changed = files;
	for (auto &[name, content] : changed)
		content = without_alignment(content);
	outcome o = run_once(changed);
	o.other_places = true;
	return o;
}
