/* tests/linux/place_rules.cpp: memory, room and order of segments */
#include "place_rules.hpp"

#include <csignal>

#include <kspawn/errno.h>

#include "elf_view.hpp"

namespace {

/// What Linux unmaps for an interpreter at a fixed address: from its first segment on as many pages as
/// all of them span, without the pages that are mapped then.
std::vector<range> holes_of(const bytes &interp)
{
	const span_of_file all = span_of(interp);
	std::vector<range> holes = { { all.first, all.first + (all.high - all.low), 0 } };
	for (const range &each : loaded_ranges(interp))
		unmap(holes, each.from, each.to);
	return holes;
}

/// Linux asks for all that a file spans with the protection of its first segment.
bool asks_for_more_than(size_t memory, const bytes &elf)
{
	const span_of_file all = span_of(elf);
	return all.first_is_writable && all.high - all.low > memory;
}

bool linux_kills(const outcome &o) { return o.native.verdict == SIGSEGV && o.core.verdict == 0; }

bool needs_more_than(uintptr_t room, const bytes &elf)
{
	return header_of(elf).e_type == ET_DYN && span_of(elf).high - span_of(elf).low > room;
}

bool core_kills(const outcome &o) { return o.native.verdict == 0 && o.core.verdict == SIGSEGV; }

/// The file that has no base of its own: an interpreter, or the program that has none.
bytes file_without_base(const outcome &o)
{
	const bytes program = program_file(o.files);
	return interp_of(program).empty() ? program : interp_file(o.files);
}

} // namespace

bool is_in_hole(const outcome &o)
{
	const bytes interp = interp_file(o.files);
	if (header_of(interp).e_type != ET_EXEC || o.native.verdict != 0 || o.core.verdict != 0)
		return false;
	facts adjusted = o.core;
	for (const range &each : holes_of(interp))
		unmap(adjusted.ranges, each.from, each.to);
	tidy(adjusted.ranges);
	return differences(o.native, adjusted).empty();
}

bool has_no_memory(const outcome &o)
{
	if (o.native.verdict == SIGSEGV && o.core.verdict == -KSPAWN_ENOMEM)
		return true;
	return linux_kills(o) && (asks_for_more_than(o.layout.memory, program_file(o.files)) ||
				  asks_for_more_than(o.layout.memory, interp_file(o.files)));
}

bool has_no_room(const outcome &o)
{
	const native_layout &l = o.layout;
	const bytes program = program_file(o.files);
	const uintptr_t room = interp_of(program).empty() ? l.top - l.low : l.high - l.base;
	return linux_kills(o) && (needs_more_than(room, program) || needs_more_than(l.top - l.base, interp_file(o.files)));
}

bool starts_nowhere(const outcome &o)
{
	for (const range &each : o.native.ranges)
		if (o.native.start >= each.from && o.native.start < each.to)
			return false;
	return core_kills(o);
}

bool starts_with_nothing(const outcome &o)
{
	const bytes elf = file_without_base(o);
	return core_kills(o) && header_of(elf).e_type == ET_DYN && span_of(elf).first_is_empty;
}

bool is_out_of_order(const outcome &o)
{
	const bytes program = program_file(o.files);
	const span_of_file all = span_of(program), interp = span_of(interp_file(o.files));
	const bool found = (header_of(program).e_type == ET_DYN && all.first != all.low) || interp.first != interp.low;
	return found && (core_kills(o) || linux_kills(o) || !same_places(o.native, o.core));
}

/// Of files at fixed addresses: a segment of the program, or what Linux unmaps for an interpreter.
bool is_over_stack(const outcome &o)
{
	const bytes program = program_file(o.files), interp = interp_file(o.files);
	std::vector<range> taken;
	if (header_of(program).e_type == ET_EXEC)
		taken = loaded_ranges(program);
	if (header_of(interp).e_type == ET_EXEC)
		taken.push_back(
			{ span_of(interp).first, span_of(interp).first + (span_of(interp).high - span_of(interp).low), 0 });
	bool found = false;
	for (const range &each : taken)
		found = found || (each.from < o.layout.stack_top && each.to > o.layout.stack_top - o.layout.stack_size);
	return found && (core_kills(o) || linux_kills(o));
}

bool wraps(const outcome &o)
{
	bool found = false;
	for (const bytes &elf : { program_file(o.files), interp_file(o.files) })
		for (const elf_segment_t &s : segments_of(elf))
			found = found || (s.p_type == PT_LOAD && s.p_vaddr + s.p_memsz < s.p_vaddr);
	return core_kills(o) && found;
}
