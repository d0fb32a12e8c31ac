/* src/hosted/mm.hpp: a user address space: areas, and what a page table makes of them */
#ifndef KSPAWN_HOSTED_MM_HPP
#define KSPAWN_HOSTED_MM_HPP

#include <atomic>
#include <cstdint>
#include <vector>

#include "image.hpp"
#include "page_table.hpp"

namespace kspawn::hosted {

constexpr uintptr_t user_low = 0x10000000, user_high = 0x15000000;
constexpr size_t user_pages = (user_high - user_low) / page_size;

constexpr size_t page_of(uintptr_t addr) { return (addr - user_low) / page_size; }

struct area {
	uintptr_t start, end; /* page aligned */
	int prot;             /* KSPAWN_PROT_* */
	image_ref image;      /* or none */
	uint64_t offset;      /* of start in the image */
	size_t file_len;      /* bytes from start that come from the image */
};

enum class intent { read, write, force_write };

} // namespace kspawn::hosted

struct kspawn_mm {
	using area = kspawn::hosted::area;
	using frame_t = kspawn::hosted::frame_t;

	explicit kspawn_mm(kspawn::hosted::phys_mem &memory);
	~kspawn_mm();
	kspawn_mm(const kspawn_mm &) = delete;
	kspawn_mm &operator=(const kspawn_mm &) = delete;

	/// A copy that shares every frame, or NULL.
	kspawn_mm *fork();
	/// In place of what is there, which was not yet touched: 0, or -EINVAL, -ENOMEM.
	int map(area what);
	const area *find(uintptr_t addr) const;
	/// The frame of the page at `addr`, brought in for this access: 0, -EFAULT, -ENOMEM.
	int touch(uintptr_t addr, kspawn::hosted::intent how, frame_t *out);
	/// The frame that is there, or no_frame.
	frame_t frame_at(size_t page) const { return table.frame_at(page); }
	/// Returns true if the frame may be written in place, as far as the page table decides; its area must agree.
	bool may_write(size_t page) { return table.may_write(page); }
	/// Copies to or from user memory: 0, -EFAULT, -ENOMEM.
	int copy(uintptr_t user, void *kernel, size_t n, kspawn::hosted::intent how);

	uint32_t refs = 1;
	static std::atomic<size_t> count;

private:
	int bring_in(const area &where, uintptr_t page_addr);
	void make_way(uintptr_t start, uintptr_t end);
	int unshare(size_t page);

	kspawn::hosted::phys_mem &memory;
	std::vector<area> areas;
	kspawn::hosted::page_table table;
};

namespace kspawn::hosted {
void mm_put(kspawn_mm *mm);
}
#endif
