/* tests/explore/explorer/trace.cpp: what an execution did, for a report */
#include "internal.hpp"

#include <vector>

namespace explore {

namespace {

struct entry {
	uint8_t vp, what;
	int16_t pid;
	const void *object;
	uint32_t pc;
	long a;
	const char *text;
};
constexpr size_t trace_max = 60000;
entry trace[trace_max];
size_t trace_n;

const char *const op_names[] = { "load",  "store",      "rmw",       "read",      "write", "lock",    "unlock",
				 "take",  "push",       "wait_word", "wake_word", "kick",  "publish", "alloc",
				 "free",  "mm",         "note",      "switch",    "begin", "blocks",  "early return of wait_word",
				 "TIMER", "STALE load", "INTERRUPT" };

bool always_shown(const entry &e)
{
	return e.what == op_note || e.what == op_tick || e.what == op_stale || e.what == op_early || e.what == op_interrupt;
}

std::string line_of(const entry &e)
{
	if (e.what == op_note)
		return "        # " + std::string(e.text) + " " + std::to_string(e.a) + "\n";
	std::string text = "        " + std::string(op_names[e.what]);
	if (e.object)
		text += " " + describe(e.object);
	if (e.what == op_stale)
		text += " reads " + std::to_string(e.a);
	return text + (e.pc ? "  [" + symbol(e.pc) + "]\n" : "\n");
}

/// The first events of a run of one task on one processor, the last ones, and all that matter.
std::string run_text(size_t from, size_t to)
{
	std::string text = "    cpu" + std::to_string(trace[from].vp) + " pid " + std::to_string(trace[from].pid) + ":\n";
	std::vector<size_t> visible;
	for (size_t k = from; k < to; k++)
		if ((trace[k].what != op_read && trace[k].what != op_write) || k + 1 == to || k == from)
			visible.push_back(k);
	for (size_t k = 0; k < visible.size(); k++) {
		if (always_shown(trace[visible[k]]) || k < 2 || k + 4 >= visible.size())
			text += line_of(trace[visible[k]]);
		else if (k == 2)
			text += "        ...\n";
	}
	return text;
}

} // namespace

void trace_clear() { trace_n = 0; }

void log(op what, const void *object, uintptr_t pc, const char *text, long a)
{
	if (trace_n < trace_max)
		trace[trace_n++] = { uint8_t(cur), what, int16_t(kernel_current_pid()), object, uint32_t(pc), a, text };
}

std::string trace_text()
{
	std::string text;
	size_t from = 0;
	for (size_t i = 0; i < trace_n; i++)
		if (trace[i].what == op_begin)
			from = i + 1;
	while (from < trace_n) {
		size_t to = from;
		while (to < trace_n && trace[to].vp == trace[from].vp && trace[to].pid == trace[from].pid)
			to++;
		text += run_text(from, to);
		from = to;
	}
	return text;
}

void mark_begin() { log(op_begin, nullptr, 0); }

void note(const char *text, long a) { log(op_note, nullptr, 0, text, a); }

} // namespace explore
