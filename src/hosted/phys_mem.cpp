/* src/hosted/phys_mem.cpp: physical memory, a memfd of counted page frames */
#include "phys_mem.hpp"

#include <cstring>
#include <sys/mman.h>
#include <unistd.h>

#include "host_error.hpp"
#include "inject.hpp"

namespace kspawn::hosted {

phys_mem::phys_mem(size_t frames) : refs(frames + 1)
{
	const size_t bytes = refs.size() * page_size;
	fd = check(memfd_create("kspawn", MFD_CLOEXEC), "memfd_create");
	check(ftruncate(fd, off_t(bytes)), "ftruncate of physical memory");
	void *map = mmap(nullptr, bytes, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_NORESERVE, fd, 0);
	check(map == MAP_FAILED ? -1 : 0, "mmap of physical memory");
	direct = static_cast<unsigned char *>(map);
}

phys_mem::~phys_mem()
{
	munmap(direct, refs.size() * page_size);
	close(fd);
}

frame_t phys_mem::alloc()
{
	if (inject::fails())
		return no_frame;
	std::lock_guard hold(lock);
	frame_t frame;
	if (!free.empty()) {
		frame = free.back();
		free.pop_back();
		memset(at(frame), 0, page_size);
	} else if (untouched < refs.size()) {
		frame = untouched++;
	} else {
		return no_frame;
	}
	refs[frame] = 1;
	used++;
	return frame;
}

bool phys_mem::shared(frame_t frame)
{
	std::lock_guard hold(lock);
	return refs[frame] > 1;
}

void phys_mem::put(frame_t frame) { counting(*this).put(frame); }

void phys_mem::put_last(frame_t frame)
{
	if (refs[frame] == 0)
		die("double free of a page frame");
	refs[frame] = 0;
	free.push_back(frame);
	used--;
}

} // namespace kspawn::hosted
