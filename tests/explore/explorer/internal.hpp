/* tests/explore/explorer/internal.hpp: what the parts of the explorer share */
#pragma once
#include <set>

#include "explorer.hpp"

namespace explore {

extern unsigned epoch; /* of the execution: what is older counts as empty */

/* ---- shadow.cpp: what is known of each four bytes of the arena ---- */

struct cell {
	uint32_t epoch;
	uint32_t wn_clk, wn_pc; /* last plain write */
	uint8_t wn_vp, has_wn;
	uint32_t wa[max_vp], wa_pc[max_vp]; /* last atomic write, plain read and atomic read of each processor */
	uint32_t rn[max_vp], rn_pc[max_vp];
	uint32_t ra[max_vp], ra_pc[max_vp];
	uint64_t hw, hr; /* as in object */
	vclock rel;
};
bool in_arena(uintptr_t at);
cell &cell_of(uintptr_t at);

/* ---- order.cpp: the partial order of the events, as a hash ---- */

extern uint64_t total; /* sum of the hashes of all events */
uint64_t mix(uint64_t x);
void hash_event(uint64_t &w, uint64_t &r, uint64_t id, int kind, bool write);

/* ---- races.cpp, stale.cpp ---- */

bool before(uint32_t clk, int vp);
void check_use(uintptr_t at, uintptr_t pc);
void check_races(const cell &c, uintptr_t at, bool write, bool atomic, uintptr_t pc);
void remember(cell &c, bool write, bool atomic, uintptr_t pc);
void plain(uintptr_t at, size_t n, bool write, uintptr_t pc);
bool acquires(int order);
/// The bookkeeping of an atomic access.
void atomic_done(uintptr_t at, bool read, bool write, int order, uintptr_t pc);
void race(const char *first, uint32_t pc1, int vp1, const char *second, uintptr_t pc2, uintptr_t at);
extern std::set<uint64_t> racy_pcs, racy_found; /* plain accesses that are points too */

void note_store(uintptr_t at, const vclock *rel);
void note_newest(uintptr_t at);
bool stale(uintptr_t at, int order, uintptr_t pc, uint32_t &value);

/* ---- choices.cpp, visited.cpp ---- */

extern int budget, weak_left; /* what is left of opt.bound and opt.weak */
uint64_t random64();
void choices_begin(uint64_t seed);
/// Moves to the next schedule; false after the last one.
bool backtrack();
void forget_choices();
/// True if no choice of the execution is left to repeat.
bool at_new_choice();
int choice(int n, int &left);
/// One of alt, n of them: which processor continues.
int pick_processor(const uint8_t *alt, int n, bool can_stay);
/// Ends the execution if its state was explored before.
void check_visited(int kind);
void visited_clear();
bool visited(uint64_t key, uint8_t left);
bool visited_full();

/* ---- trace.cpp, symbol.cpp, findings.cpp ---- */

void trace_clear();
void log(op what, const void *object, uintptr_t pc, const char *text = nullptr, long a = 0);
std::string trace_text();
std::string symbol(uintptr_t pc);
/// The innermost function of symbol() alone.
std::string place(uintptr_t pc);
void add_finding(const std::string &key, const std::string &headline);

/* ---- run.cpp ---- */

enum outcome { done, pruned, failed };
[[noreturn]] void leave(outcome how);
extern stats *now;
extern uint64_t steps;
extern bool after_preempt;

} // namespace explore
