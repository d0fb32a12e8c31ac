/* src/hosted/mm.cpp: a user address space: areas, a page table, copy on write */
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

kspawn_mm::kspawn_mm(phys_mem &memory) : memory(memory)
{
	count++;
}

kspawn_mm::~kspawn_mm()
{
	user_range::forget(this);
	for (auto &leaf : leaves)
		if (leaf)
			for (frame_t frame : *leaf)
				if (frame != no_frame)
					memory.put(frame);
	count--;
}

kspawn_mm *kspawn_mm::fork() const
{
	if (inject::fails())
		return nullptr;
	auto *child = new kspawn_mm(memory);
	child->areas = areas;
	for (size_t i = 0; i < leaves.size(); i++) {
		if (!leaves[i])
			continue;
		child->leaves[i] = std::make_unique<leaf>(*leaves[i]);
		for (frame_t frame : *leaves[i])
			if (frame != no_frame)
				memory.get(frame);
	}
	user_range::write_protect(this);
	return child;
}

int kspawn_mm::map(area what)
{
	if (inject::fails())
		return -KSPAWN_ENOMEM;
	if (what.start < user_low || what.end > user_high || what.start >= what.end)
		return -KSPAWN_EINVAL;
	for (const area &other : areas)
		if (what.start < other.end && other.start < what.end)
			return -KSPAWN_EINVAL;
	areas.push_back(std::move(what));
	return 0;
}

const area *kspawn_mm::find(uintptr_t addr) const
{
	for (const area &a : areas)
		if (a.start <= addr && addr < a.end)
			return &a;
	return nullptr;
}

frame_t *kspawn_mm::slot(size_t page)
{
	auto &leaf_of_page = leaves[page / leaf_pages];
	if (!leaf_of_page) {
		if (inject::fails())
			return nullptr;
		leaf_of_page = std::make_unique<leaf>();
	}
	return &(*leaf_of_page)[page % leaf_pages];
}

frame_t kspawn_mm::frame_at(size_t page) const
{
	const auto &leaf_of_page = leaves[page / leaf_pages];
	return leaf_of_page ? (*leaf_of_page)[page % leaf_pages] : no_frame;
}

int kspawn_mm::bring_in(const area &where, uintptr_t page_addr, frame_t *out)
{
	const frame_t frame = memory.alloc();
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
	*out = frame;
	return 0;
}

int kspawn_mm::unshare(size_t page, frame_t *slot)
{
	const frame_t copy = memory.alloc();
	if (copy == no_frame)
		return -KSPAWN_ENOMEM;
	memcpy(memory.at(copy), memory.at(*slot), page_size);
	memory.put(*slot);
	*slot = copy;
	user_range::unmap_page(this, page);
	return 0;
}

int kspawn_mm::touch(uintptr_t addr, intent how, frame_t *out)
{
	const area *where = find(addr);
	if (!where || (how == intent::write && !(where->prot & KSPAWN_PROT_WRITE)))
		return -KSPAWN_EFAULT;
	const size_t page = page_of(addr);
	frame_t *frame = slot(page);
	if (!frame)
		return -KSPAWN_ENOMEM;
	int err = 0;
	if (*frame == no_frame)
		err = bring_in(*where, addr & ~(page_size - 1), frame);
	else if (how != intent::read && memory.shared(*frame))
		err = unshare(page, frame);
	*out = *frame;
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
