/* tests/explore/explorer/choices.cpp: the choices of an execution, repeated and then new, depth first */
#include "internal.hpp"

#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <vector>

namespace explore {

int budget, weak_left;

namespace {

struct branch {
	uint8_t n, idx, alt[16];
};
std::vector<branch> path;
size_t depth;
uint64_t rng;
int walk_rate; /* a random walk switches once in this number of points, on average */

/// One of alt, n of them. New ones come in order.
int choose(const uint8_t *alt, int n, int kind)
{
	if (depth < path.size()) {
		const branch &b = path[depth++];
		if (b.n != n || memcmp(b.alt, alt, size_t(n)) != 0) {
			fprintf(stderr, "explore: an execution differs when it is repeated (choice %zu)\n", depth);
			abort();
		}
		return b.idx;
	}
	check_visited(kind);
	branch b = {};
	b.n = uint8_t(n);
	memcpy(b.alt, alt, size_t(n));
	path.push_back(b);
	depth++;
	return 0;
}

int choose_number(int n, int kind)
{
	uint8_t alt[16];
	for (int i = 0; i < n; i++)
		alt[i] = uint8_t(0x40 + i);
	return choose(alt, n, kind);
}

/// A step of this processor alone.
void hash_choice(int value, int id, op what)
{
	uint64_t w = uint64_t(value), r = 0;
	hash_event(w, r, uint64_t(id), what, true);
}

} // namespace

uint64_t random64()
{
	rng += 0x9e3779b97f4a7c15ull;
	return mix(rng);
}

void choices_begin(uint64_t seed)
{
	static const int rates[] = { 2, 3, 5, 9, 17, 33 };
	depth = 0;
	rng = mix(seed);
	walk_rate = rates[random64() % 6];
}

bool at_new_choice() { return depth == path.size(); }

void forget_choices() { path.clear(); }

bool backtrack()
{
	while (!path.empty() && path.back().idx + 1 == path.back().n)
		path.pop_back();
	if (path.empty())
		return false;
	path.back().idx++;
	return true;
}

void check_visited(int kind)
{
	if (!opt.cache || opt.random)
		return;
	uint64_t key =
		total + mix(uint64_t(kind) * 7919 + 5) +
		mix(uint64_t(cur + 1) * 77 + vps[cur].st * 5u + uint64_t(weak_left) * 1031 + uint64_t(spurious_left) * 10007);
	for (int v = 0; v < opt.vps; v++)
		key += mix(uint64_t(v) * 1009 + vps[v].st * 17u + vps[v].just_woken + 991);
	if (visited(key, uint8_t(budget)))
		leave(pruned);
}

int pick_processor(const uint8_t *alt, int n, bool can_stay)
{
	if (!opt.random)
		return choose(alt, n, can_stay ? 0 : 1);
	if (!can_stay)
		return int(random64() % unsigned(n));
	return random64() % unsigned(walk_rate) ? 0 : 1 + int(random64() % unsigned(n - 1));
}

int choice(int n, int &left)
{
	if (!exploring || left <= 0)
		return 0;
	int i;
	if (opt.random)
		i = random64() % unsigned(8 * n) < unsigned(n) ? int(random64() % unsigned(n)) : 0;
	else
		i = choose_number(n, 2 + n);
	left -= i != 0;
	if (i != 0)
		hash_choice(i, 1, op_early);
	return i;
}

bool may_happen(int &left) { return choice(2, left) != 0; }

int pick(int n)
{
	int i = 0;
	if (opt.random)
		i = int(random64() % unsigned(n));
	else if (exploring)
		i = choose_number(n, 100 + n);
	hash_choice(i + 1, 2, op_note);
	return i;
}

} // namespace explore
