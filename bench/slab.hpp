/* bench/slab.hpp: stacks side by side in huge pages, their tops in different sets of the cache */
#ifndef KSPAWN_BENCH_SLAB_HPP
#define KSPAWN_BENCH_SLAB_HPP

#include <cstddef>
#include <cstdint>
#include <stdexcept>

#include <sys/mman.h>

namespace bench {

/// Never given back: it ends with its process.
class slab {
public:
	slab(size_t count, size_t size) : size(size)
	{
		constexpr size_t huge = size_t(2) << 20;
		const size_t bytes = (count * size + 2 * huge - 1) & ~(huge - 1);
		void *memory = mmap(nullptr, bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
		if (memory == MAP_FAILED)
			throw std::runtime_error("no memory for the stacks");
		const auto aligned = (reinterpret_cast<uintptr_t>(memory) + huge - 1) & ~(huge - 1);
		lowest = reinterpret_cast<unsigned char *>(aligned);
		madvise(lowest, count * size, MADV_HUGEPAGE);
	}

	unsigned char *stack(size_t i) const { return lowest + i * size; }
	/// Without what lies above the top: a few lines, another number of them for each neighbour.
	size_t size_of(size_t i) const { return size - line * (i % (size / line / 4)); }

private:
	static constexpr size_t line = 64;
	size_t size;
	unsigned char *lowest;
};

} // namespace bench
#endif
