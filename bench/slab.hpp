/* bench/slab.hpp: stacks side by side in huge pages, their tops in different sets of the cache */
#ifndef KSPAWN_BENCH_SLAB_HPP
#define KSPAWN_BENCH_SLAB_HPP

#include <cstddef>
#include <cstdint>
#include <stdexcept>

#include <sys/mman.h>

namespace bench {

/// Zeroes, never freed: they end with their process.
inline void *huge_pages(size_t bytes)
{
	constexpr size_t huge = size_t(2) << 20;
	constexpr int flags = MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE;
	void *memory = mmap(nullptr, bytes + huge, PROT_READ | PROT_WRITE, flags, -1, 0);
	if (memory == MAP_FAILED)
		throw std::runtime_error("no memory");
	const uintptr_t aligned = (reinterpret_cast<uintptr_t>(memory) + huge - 1) & ~(huge - 1);
	madvise(reinterpret_cast<void *>(aligned), bytes & ~(huge - 1), MADV_HUGEPAGE); /* the rest fills none */
	return reinterpret_cast<void *>(aligned);
}

class slab {
public:
	slab(size_t count, size_t size) : size(size), lowest(static_cast<unsigned char *>(huge_pages(count * size))) {}

	unsigned char *stack(size_t i) const { return lowest + i * size; }
	/// Without the bytes above the top: enough lines that tops whose pages are alike are in different sets.
	size_t size_of(size_t i) const { return size - line * (i * size / page % (size / line / 2)); }

private:
	static constexpr size_t line = 64, page = 4096;
	size_t size;
	unsigned char *lowest;
};

} // namespace bench
#endif
