/* bench/peers/boost_rings.cpp: contexts of Boost linked to one another, on stacks of its allocator and of a slab */
#include <memory>

#include <boost/context/fixedsize_stack.hpp>

#include "boost_link.hpp"
#include "contenders.hpp"
#include "ring.hpp"
#include "slab.hpp"

namespace bench {
namespace {

using link = boost_link;

link home;
link *current;
uint64_t left;

__attribute__((noinline)) void yield()
{
	link *prev = current;
	current = prev->next;
	link *next = --left ? current : &home;
	arrive(detail::jump_fcontext(next->context, prev));
}

void work(detail::transfer_t from)
{
	arrive(from);
	for (;;)
		yield();
}

void run(uint64_t steps)
{
	left = steps;
	arrive(detail::jump_fcontext(current->context, &home));
}

void join(const std::vector<link *> &links, const std::vector<uint32_t> &order)
{
	for (size_t i = 0; i < order.size(); i++)
		links[order[i]]->next = links[order[(i + 1) % order.size()]];
	current = links[order[0]];
}

/// The link is on the stack, where a Boost fiber keeps what it needs.
struct fixedsize {
	static void make(const std::vector<uint32_t> &order)
	{
		context::fixedsize_stack allocator;
		std::vector<link *> links;
		for (size_t i = 0; i < order.size(); i++) {
			const context::stack_context stack = allocator.allocate();
			auto *its = static_cast<link *>(stack.sp) - 4;
			its->context = detail::make_fcontext(its, stack.size - 4 * sizeof(link), work);
			links.push_back(its);
		}
		join(links, order);
	}
	static constexpr auto run = bench::run;
};

struct in_slab {
	static constexpr size_t small_stack = 1024;

	static void make(const std::vector<uint32_t> &order)
	{
		const slab stacks(order.size(), small_stack);
		auto *memory = static_cast<link *>(huge_pages(order.size() * sizeof(link)));
		std::vector<link *> links;
		for (size_t i = 0; i < order.size(); i++) {
			const size_t size = stacks.size_of(i);
			memory[i].context = detail::make_fcontext(stacks.stack(i) + size, size, work);
			links.push_back(&memory[i]);
		}
		join(links, order);
	}
	static constexpr auto run = bench::run;
};

} // namespace

std::vector<line> boost_rings()
{
	return { { "Boost fcontext", ring_samples<fixedsize> }, { "Boost fcontext, our stacks", ring_samples<in_slab> } };
}

} // namespace bench
