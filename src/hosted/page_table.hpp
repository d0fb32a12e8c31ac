/* src/hosted/page_table.hpp: which frame each page of an address space has, and whether it may be written in place */
#ifndef KSPAWN_HOSTED_PAGE_TABLE_HPP
#define KSPAWN_HOSTED_PAGE_TABLE_HPP

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

#include "phys_mem.hpp"

namespace kspawn::hosted {

/// Holds a reference to each of its frames. One processor at a time may use a table; tables that share frames may be
/// used by several, since the memory guards its counts.
class page_table {
public:
	page_table(phys_mem &memory, size_t pages);
	~page_table();
	page_table(const page_table &) = delete;
	page_table &operator=(const page_table &) = delete;

	/// `child`, of the same size and empty, gets every frame too, and both lose the right to write them in place.
	void share_with(page_table &child);
	/// The frame that is there, or no_frame.
	frame_t frame_at(size_t page) const;
	/// Makes room for an entry. Returns false if there is no memory for it.
	bool make_room(size_t page);
	/// Uses the room that make_room found. Takes the caller's reference to `frame`, which must be the only one. What
	/// was there is put.
	void set(size_t page, frame_t frame);
	/// Returns true if only this table holds the frame now, even if others held it before.
	bool may_write(size_t page);

private:
	static constexpr size_t word_pages = 64, leaf_words = 8, leaf_pages = word_pages * leaf_words;

	/// A bit of `present` says whether the frame means anything: what is absent is neither cleared nor copied.
	struct leaf {
		std::array<uint64_t, leaf_words> present = {}, writable = {};
		std::array<std::array<frame_t, word_pages>, leaf_words> frames;

		leaf() {} /* and leaves the frames alone */
		template <typename function>
		void each_frame(function what) const;
	};
	struct place {
		leaf *in;
		size_t word;
		unsigned bit;
		uint64_t mask() const { return uint64_t(1) << bit; }
	};

	place place_of(size_t page) const;
	std::unique_ptr<leaf> share(leaf &parent);

	phys_mem &memory;
	std::vector<std::unique_ptr<leaf>> leaves;
};

} // namespace kspawn::hosted
#endif
