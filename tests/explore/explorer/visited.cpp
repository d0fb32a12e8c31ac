/* tests/explore/explorer/visited.cpp: which states were explored, with how many preemptions left */
#include "internal.hpp"

#include <algorithm>
#include <vector>

namespace explore {

namespace {

std::vector<uint64_t> table; /* open addressing; 0: empty */
std::vector<uint8_t> table_budget;
uint64_t table_used;
bool table_full;
constexpr uint64_t first_size = 1024, most_size = 1ull << 26;

void table_put(std::vector<uint64_t> &t, std::vector<uint8_t> &b, uint64_t key, uint8_t left)
{
	uint64_t i = key & (t.size() - 1);
	while (t[i])
		i = (i + 1) & (t.size() - 1);
	t[i] = key;
	b[i] = left;
}

void grow()
{
	std::vector<uint64_t> t(table.size() * 2, 0);
	std::vector<uint8_t> b(table.size() * 2, 0);
	for (uint64_t k = 0; k < table.size(); k++)
		if (table[k])
			table_put(t, b, table[k], table_budget[k]);
	table.swap(t);
	table_budget.swap(b);
}

} // namespace

void visited_clear()
{
	table.assign(first_size, 0);
	table_budget.assign(first_size, 0);
	table_used = 0;
	table_full = false;
}

bool visited_full() { return table_full; }

/// Returns true if `key` was explored with as much left.
bool visited(uint64_t key, uint8_t left)
{
	if (!key)
		key = 1;
	uint64_t i = key & (table.size() - 1);
	for (; table[i]; i = (i + 1) & (table.size() - 1)) {
		if (table[i] != key)
			continue;
		if (table_budget[i] >= left)
			return true;
		table_budget[i] = left;
		return false;
	}
	if (table_full)
		return false;
	if (table_used * 10 > table.size() * 6) {
		table_full = table.size() >= most_size;
		if (table_full)
			return false;
		grow();
	}
	table_put(table, table_budget, key, left);
	table_used++;
	return false;
}

} // namespace explore
