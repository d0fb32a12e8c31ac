/* src/hosted/page_table.cpp: which frame each page of an address space has, and whether it may be written in place */
#include "page_table.hpp"

#include "inject.hpp"

namespace kspawn::hosted {

/// Words that are full take the short loop, as most are in what is large.
template <typename function>
void page_table::leaf::each_frame(function what) const
{
	for (size_t word = 0; word < leaf_words; word++) {
		uint64_t left = present[word];
		if (left == UINT64_MAX) {
			for (frame_t frame : frames[word])
				what(frame);
			continue;
		}
		for (; left; left &= left - 1)
			what(frames[word][size_t(std::countr_zero(left))]);
	}
}

page_table::page_table(phys_mem &memory, size_t pages) : memory(memory), leaves((pages + leaf_pages - 1) / leaf_pages) {}

page_table::~page_table()
{
	for (const auto &one : leaves) {
		if (!one)
			continue;
		phys_mem::counting counts(memory);
		one->each_frame([&](frame_t frame) { counts.put(frame); });
	}
}

std::unique_ptr<page_table::leaf> page_table::share(leaf &parent)
{
	auto child = std::make_unique<leaf>();
	child->present = parent.present;
	parent.writable = {};
	for (size_t word = 0; word < leaf_words; word++)
		if (parent.present[word])
			child->frames[word] = parent.frames[word];
	phys_mem::counting counts(memory);
	parent.each_frame([&](frame_t frame) { counts.get(frame); });
	return child;
}

void page_table::share_with(page_table &child)
{
	for (size_t i = 0; i < leaves.size(); i++)
		if (leaves[i])
			child.leaves[i] = share(*leaves[i]);
}

page_table::place page_table::place_of(size_t page) const
{
	return { leaves[page / leaf_pages].get(), page % leaf_pages / word_pages, unsigned(page % word_pages) };
}

frame_t page_table::frame_at(size_t page) const
{
	const place at = place_of(page);
	return at.in && (at.in->present[at.word] & at.mask()) ? at.in->frames[at.word][at.bit] : no_frame;
}

bool page_table::make_room(size_t page)
{
	auto &in = leaves[page / leaf_pages];
	if (!in && !inject::fails())
		in = std::make_unique<leaf>();
	return in != nullptr;
}

void page_table::set(size_t page, frame_t frame)
{
	const frame_t before = frame_at(page);
	const place at = place_of(page);
	at.in->frames[at.word][at.bit] = frame;
	at.in->present[at.word] |= at.mask();
	at.in->writable[at.word] |= at.mask();
	if (before != no_frame)
		memory.put(before);
}

bool page_table::may_write(size_t page)
{
	const place at = place_of(page);
	uint64_t &writable = at.in->writable[at.word];
	if (!(writable & at.mask()) && !memory.shared(at.in->frames[at.word][at.bit]))
		writable |= at.mask();
	return writable & at.mask();
}

} // namespace kspawn::hosted
