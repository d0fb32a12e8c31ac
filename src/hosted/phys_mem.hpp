/* src/hosted/phys_mem.hpp: physical memory, a memfd of counted page frames */
#ifndef KSPAWN_HOSTED_PHYS_MEM_HPP
#define KSPAWN_HOSTED_PHYS_MEM_HPP

#include <cstddef>
#include <cstdint>
#include <mutex>
#include <vector>

#include "spinlock.hpp"

namespace kspawn::hosted {

constexpr size_t page_size = KSPAWN_HOSTED_PAGE_SIZE;
using frame_t = uint32_t;
constexpr frame_t no_frame = 0;

class phys_mem {
public:
	explicit phys_mem(size_t frames);
	~phys_mem();
	phys_mem(const phys_mem &) = delete;
	phys_mem &operator=(const phys_mem &) = delete;

	/// A zeroed frame with one reference, or no_frame.
	frame_t alloc();
	bool shared(frame_t frame);
	void put(frame_t frame);

	/// Counts many references at the price of one lock: of a leaf of a page table, say.
	class counting {
	public:
		explicit counting(phys_mem &memory) : of(memory), hold(memory.lock) {}
		void get(frame_t frame) { of.refs[frame]++; }
		void put(frame_t frame)
		{
			if (of.refs[frame] < 2)
				of.put_last(frame);
			else
				of.refs[frame]--;
		}

	private:
		phys_mem &of;
		std::lock_guard<spinlock> hold;
	};

	/// The frame in the direct map.
	unsigned char *at(frame_t frame) const { return direct + size_t(frame) * page_size; }
	int file() const { return fd; }
	size_t in_use() const { return used; }

private:
	void put_last(frame_t frame);

	spinlock lock; /* of the counts and the free frames */
	int fd;
	unsigned char *direct;
	std::vector<uint32_t> refs;
	std::vector<frame_t> free;
	frame_t untouched = 1; /* never used, still zero; frame 0 is no_frame */
	size_t used = 0;
};

} // namespace kspawn::hosted
#endif
