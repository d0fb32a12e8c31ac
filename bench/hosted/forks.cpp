/* bench/hosted/forks.cpp: what fork costs a page: the page table of the hosted machine, and Linux */
#include <algorithm>
#include <chrono>
#include <optional>
#include <random>
#include <stdexcept>
#include <vector>

#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include "contenders.hpp"
#include "measure.hpp"
#include "page_table.hpp"
#include "sibling.hpp"

namespace bench {
namespace {

using namespace kspawn::hosted;

constexpr size_t table_pages = 65536; /* of every table, however few are present */
constexpr unsigned samples = 200, linux_samples = 20;

/// What a step took, in ns.
template <typename function>
double ns(function step)
{
	const auto start = std::chrono::steady_clock::now();
	step();
	return std::chrono::duration<double, std::nano>(std::chrono::steady_clock::now() - start).count();
}

enum class order { sequential, permuted };

/// The first `size` pages are present and writable.
struct parent {
	phys_mem memory{ table_pages };
	page_table table{ memory, table_pages };

	parent(size_t size, order how)
	{
		std::vector<frame_t> frames(table_pages);
		std::generate(frames.begin(), frames.end(), [&] { return memory.alloc(); });
		if (how == order::permuted)
			std::shuffle(frames.begin(), frames.end(), std::mt19937(1));
		for (size_t page = 0; page < size; page++)
			if (table.make_room(page))
				table.set(page, frames[page]);
	}
};

/// Few pages are copied many times in a sample, so that the clock does not count.
struct times {
	std::vector<double> copy, drop, per_cycle;
};

times measure_tables(size_t size, order how)
{
	parent from(size, how);
	const size_t copies = std::clamp<size_t>(4096 / size, 1, 16);
	const double pages = double(copies * size);
	std::vector<std::optional<page_table>> children(copies);
	times t;
	for (unsigned i = 0; i < samples; i++) {
		const core_watch watch;
		t.copy.push_back(ns([&] {
					 for (auto &child : children)
						 from.table.share_with(child.emplace(from.memory, table_pages));
				 }) /
				 pages);
		t.drop.push_back(ns([&] {
					 for (auto &child : children)
						 child.reset();
				 }) /
				 pages);
		t.per_cycle.push_back(watch.per_cycle());
	}
	return t;
}

sampled copy_in(uint64_t size, order how)
{
	const times t = measure_tables(size, how);
	return without_neighbour(t.copy, t.per_cycle);
}

sampled copy_sequential(uint64_t size) { return copy_in(size, order::sequential); }

sampled copy_permuted(uint64_t size) { return copy_in(size, order::permuted); }

sampled drop_permuted(uint64_t size)
{
	const times t = measure_tables(size, order::permuted);
	return without_neighbour(t.drop, t.per_cycle);
}

/// Linux's whole fork, wait included, of a process with `size` more pages of its own, none of them huge.
sampled linux_fork(uint64_t size)
{
	const size_t bytes = size * page_size;
	void *map = mmap(nullptr, bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	if (map == MAP_FAILED)
		throw std::runtime_error("there is no memory for the pages of a fork");
	madvise(map, bytes, MADV_NOHUGEPAGE);
	for (size_t page = 0; page < size; page++)
		static_cast<volatile char *>(map)[page * page_size] = 1;
	std::vector<double> t;
	for (unsigned i = 0; i < linux_samples; i++)
		t.push_back(ns([] {
				    const pid_t child = fork();
				    if (child == 0)
					    _exit(0);
				    if (child < 0 || waitpid(child, nullptr, 0) != child)
					    throw std::runtime_error("a fork failed");
			    }) /
			    double(size));
	munmap(map, bytes);
	return t;
}

} // namespace

series forks()
{
	constexpr const char *permuted = "kspawn page table, copy";
	return {
		"fork, the work on the page table",
		"ns per page",
		"pages present",
		{ 1, 4, 16, 64, 256, 1024, 4096, 16384, 65536 },
		{
			{ permuted, copy_permuted },
			{ "kspawn page table, copy of neighbouring frames", copy_sequential },
			{ "kspawn page table, tear-down of a copy", drop_permuted },
			{ "Linux fork, exit, wait", linux_fork },
		},
		{
			{ "7a: fork, a page of 256", { permuted, 256 }, {}, 2 },
			{ "7b: fork, a page of 4,096", { permuted, 4096 }, {}, 2 },
			{ "7c: fork, a page of 65,536", { permuted, 65536 }, {}, 2 },
		},
	};
}

} // namespace bench
