/* src/hosted/mm.cpp: a user address space: areas, and what a page table makes of them */
#include "mm.hpp"

#include <algorithm>
#include <cstring>

#include <kspawn/errno.h>
#include <kspawn/host.h>

#include "inject.hpp"
#include "machine.hpp"
#include "process.hpp"
#include "user_range.hpp"

using namespace kspawn::hosted;

std::atomic<size_t> kspawn_mm::count;

kspawn_mm::kspawn_mm(phys_mem &memory) : memory(memory), table(memory, user_pages) { count++; }

kspawn_mm::~kspawn_mm()
{
	user_range::forget(this);
	count--;
}

kspawn_mm *kspawn_mm::fork()
{
	if (inject::fails())
		return nullptr;
	auto *child = new kspawn_mm(memory);
	child->areas = areas;
	table.share_with(child->table);
	user_range::write_protect(this);
	return child;
}

int kspawn_mm::map(area what)
{
	if (inject::fails())
		return -KSPAWN_ENOMEM;
	if (what.start < user_low || what.end > user_high || what.start >= what.end)
		return -KSPAWN_EINVAL;
	make_way(what.start, what.end);
	areas.push_back(std::move(what));
	return 0;
}

/// Leaves of each area what is outside [start, end).
void kspawn_mm::make_way(uintptr_t start, uintptr_t end)
{
	const auto in_the_way = [&](const area &a) { return a.start < end && start < a.end; };
	if (std::none_of(areas.begin(), areas.end(), in_the_way))
		return;
	std::vector<area> kept;
	for (const area &a : areas) {
		if (!in_the_way(a))
			kept.push_back(a);
		else if (a.start < start)
			kept.push_back({ a.start, start, a.prot, a.image, a.offset, a.file_len });
		if (in_the_way(a) && end < a.end) {
			const size_t cut = end - a.start;
			kept.push_back({ end, a.end, a.prot, a.image, a.offset + cut, a.file_len - std::min(a.file_len, cut) });
		}
	}
	areas = std::move(kept);
}

const area *kspawn_mm::find(uintptr_t addr) const
{
	for (const area &a : areas)
		if (a.start <= addr && addr < a.end)
			return &a;
	return nullptr;
}

int kspawn_mm::bring_in(const area &where, uintptr_t page_addr)
{
	const size_t page = page_of(page_addr);
	const frame_t frame = table.make_room(page) ? memory.alloc() : no_frame;
	if (frame == no_frame)
		return -KSPAWN_ENOMEM;
	const size_t from = page_addr - where.start;
	if (where.image && from < where.file_len) {
		const size_t n = std::min(page_size, where.file_len - from);
		if (!where.image->read(where.offset + from, memory.at(frame), n)) {
			memory.put(frame);
			return -KSPAWN_EFAULT;
		}
	}
	table.set(page, frame);
	return 0;
}

int kspawn_mm::unshare(size_t page)
{
	const frame_t copy = memory.alloc();
	if (copy == no_frame)
		return -KSPAWN_ENOMEM;
	memcpy(memory.at(copy), memory.at(frame_at(page)), page_size);
	table.set(page, copy);
	user_range::unmap_page(this, page);
	return 0;
}

/// What may be written or executed may be read, as on most processors.
static bool allows(const area &where, intent how)
{
	return how == intent::force_write || (how == intent::read ? where.prot : where.prot & KSPAWN_PROT_WRITE);
}

int kspawn_mm::touch(uintptr_t addr, intent how, frame_t *out)
{
	const area *where = find(addr);
	if (!where || !allows(*where, how))
		return -KSPAWN_EFAULT;
	const size_t page = page_of(addr);
	int err = 0;
	if (frame_at(page) == no_frame)
		err = bring_in(*where, addr & ~(page_size - 1));
	else if (how != intent::read && !may_write(page))
		err = unshare(page);
	*out = frame_at(page);
	return err;
}

int kspawn_mm::copy(uintptr_t user, void *kernel, size_t n, intent how)
{
	auto *at = static_cast<unsigned char *>(kernel);
	while (n) {
		frame_t frame;
		const int err = touch(user, how, &frame);
		if (err)
			return err;
		const size_t in_page = user % page_size;
		const size_t part = std::min(n, page_size - in_page);
		unsigned char *direct = memory.at(frame) + in_page;
		if (how == intent::read)
			memcpy(at, direct, part);
		else
			memcpy(direct, at, part);
		user += part;
		at += part;
		n -= part;
	}
	return 0;
}

void kspawn::hosted::mm_put(kspawn_mm *mm)
{
	if (mm && --mm->refs == 0)
		delete mm;
}
