/* tests/explore/kernel/scenario.cpp: the scenario that runs: its words and what it expects */
#include "internal.hpp"

using namespace explore;

namespace kernel {

const scenario *playing;
bool init_done;
kspawn_pid_table *pids;
std::vector<std::pair<int, int>> reaped;
object word_objects[32];
int interrupts_left;
lock handler_lock;

namespace {

long words[32];

} // namespace

void scenario_reset()
{
	for (int i = 0; i < 32; i++) {
		words[i] = 0;
		word_objects[i] = fresh("a word of the scenario");
	}
	init_done = false;
	reaped.clear();
	interrupts_left = 0;
	handler_lock = {};
	handler_lock.name = "the interrupt handler";
	handler_lock.owner = -1;
}

void begin()
{
	event(queue_object, op_begin, true);
	/* What came before is in order, on whatever processor. */
	for (int v = 0; v < opt.vps; v++) {
		vps[v].vc.join(vps[cur].vc);
		vps[cur].vc.join(vps[v].vc);
	}
	vps[cur].vc.c[cur]++;
	interrupts_left = playing->interrupt != nullptr;
	exploring = true;
	mark_begin();
}

void interrupts_end()
{
	interrupts_left = 0;
	take_lock(handler_lock, HERE);
	give_lock(handler_lock);
}

void set(int n, long value)
{
	point(op_store, &word_objects[n], HERE);
	event(word_objects[n], op_store, true);
	words[n] = value;
}

long get(int n)
{
	point(op_load, &word_objects[n], HERE);
	event(word_objects[n], op_load, false);
	return words[n];
}

void touch(bool write) { access(wake_word_address(words_max - 2), 4, write, HERE); }

void expect(bool ok, const char *what, long a, long b)
{
	if (!ok)
		fail(std::string("expected: ") + what + " (" + std::to_string(a) + ", " + std::to_string(b) + ")");
}

} // namespace kernel

using namespace kernel;

namespace explore {

const char *kernel_scenario() { return playing->name; }

} // namespace explore
