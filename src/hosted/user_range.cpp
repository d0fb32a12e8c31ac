/* src/hosted/user_range.cpp: the host addresses where the running program's memory appears */
#include "user_range.hpp"

#include <algorithm>
#include <array>
#include <atomic>
#include <csignal>
#include <sys/mman.h>

#include <kspawn/errno.h>
#include <kspawn/host.h>

#include "host_error.hpp"
#include "mm.hpp"

#ifndef MAP_FIXED_NOREPLACE
#define MAP_FIXED_NOREPLACE 0x100000
#endif

namespace kspawn::hosted::user_range {
namespace {

enum mapped : uint8_t { absent, readonly, writable };
constexpr size_t run_max = 16; /* pages around a fault that one mmap brings */

phys_mem *memory;
std::atomic<kspawn_mm *> active; /* changed by the processor of user tasks alone */
std::array<mapped, user_pages> pages;

/* Where something is mapped: a program is low and its stack high, and to map
 * all between them takes an emulator as long as there are pages. */
constexpr size_t stretch_pages = 256;
std::array<bool, user_pages / stretch_pages> dirty;
static_assert(user_pages % stretch_pages == 0);

uintptr_t address_of(size_t page) { return user_low + page * page_size; }

/// Never munmap: the host's allocator would move in.
void blank(size_t page, size_t count, int how)
{
	void *want = reinterpret_cast<void *>(address_of(page));
	void *got = mmap(want, count * page_size, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE | how, -1, 0);
	if (got != want)
		die("the user range 0x10000000 to 0x15000000 is not free in this process");
	std::fill_n(pages.begin() + page, count, absent);
}

void blank_all()
{
	for (size_t i = 0; i < dirty.size(); i++) {
		const size_t first = i;
		while (i < dirty.size() && dirty[i])
			dirty[i++] = false;
		if (i > first)
			blank(first * stretch_pages, (i - first) * stretch_pages, MAP_FIXED);
	}
}

mapped wanted(const area &where, size_t page)
{
	return (where.prot & KSPAWN_PROT_WRITE) && active.load()->may_write(page) ? writable : readonly;
}

int host_prot(const area &where, mapped how)
{
	return (where.prot ? PROT_READ : PROT_NONE) | (how == writable ? PROT_WRITE : 0) |
	       (where.prot & KSPAWN_PROT_EXEC ? PROT_EXEC : 0);
}

void map_run(const area &where, size_t page, size_t count, mapped how)
{
	const frame_t frame = active.load()->frame_at(page);
	void *at = reinterpret_cast<void *>(address_of(page));
	unsigned char *direct = memory->at(frame);
	if (where.prot & KSPAWN_PROT_EXEC)
		__builtin___clear_cache(reinterpret_cast<char *>(direct), reinterpret_cast<char *>(direct + count * page_size));
	const void *got = mmap(at, count * page_size, host_prot(where, how), MAP_SHARED | MAP_FIXED, memory->file(),
			       off_t(frame) * off_t(page_size));
	if (got != at)
		die("a page cannot be mapped: too many mappings?");
	std::fill_n(pages.begin() + page, count, how);
	for (size_t i = page / stretch_pages; i <= (page + count - 1) / stretch_pages; i++)
		dirty[i] = true;
}

/// Pages from `page` on that one mmap can bring: the frames are neighbours too.
size_t run_from(const area &where, size_t page, mapped how)
{
	const frame_t first = active.load()->frame_at(page);
	size_t count = 1;
	while (count < run_max && address_of(page + count) < where.end && pages[page + count] == absent) {
		const frame_t frame = active.load()->frame_at(page + count);
		if (frame != first + count || wanted(where, page + count) != how)
			break;
		count++;
	}
	return count;
}

} // namespace

void reserve()
{
	static bool taken;
	if (taken)
		blank_all();
	else
		blank(0, user_pages, MAP_FIXED_NOREPLACE);
	taken = true;
}

void use(phys_mem &of)
{
	memory = &of;
	active = nullptr;
}

void release()
{
	blank_all();
	memory = nullptr;
	active = nullptr;
}

void activate(kspawn_mm *mm)
{
	if (mm == active)
		return;
	blank_all();
	active = mm;
}

namespace {

const area *find(uintptr_t addr)
{
	return active.load() && addr >= user_low && addr < user_high ? active.load()->find(addr) : nullptr;
}

} // namespace

bool can_fetch(uintptr_t pc)
{
	const area *where = find(pc);
	return where && (where->prot & KSPAWN_PROT_EXEC) && pages[page_of(pc)] != absent;
}

int fault(uintptr_t addr, bool fetch)
{
	const area *where = find(addr);
	if (!where || !where->prot || (fetch && !(where->prot & KSPAWN_PROT_EXEC)))
		return SIGSEGV;
	const size_t page = page_of(addr);
	const mapped before = pages[page];
	if (before == writable || (before == readonly && !(where->prot & KSPAWN_PROT_WRITE)))
		return SIGSEGV;
	frame_t frame;
	const int err = active.load()->touch(addr, before == absent ? intent::read : intent::write, &frame);
	if (err)
		return err == -KSPAWN_EFAULT ? SIGBUS : SIGSEGV;
	const mapped how = wanted(*where, page);
	map_run(*where, page, run_from(*where, page, how), how);
	return 0;
}

void forget(const kspawn_mm *mm)
{
	if (mm == active)
		activate(nullptr);
}

void write_protect(const kspawn_mm *mm)
{
	if (mm == active)
		blank_all();
}

void unmap_page(const kspawn_mm *mm, size_t page)
{
	if (mm == active && pages[page] != absent)
		blank(page, 1, MAP_FIXED);
}

} // namespace kspawn::hosted::user_range
