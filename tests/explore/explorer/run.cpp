/* tests/explore/explorer/run.cpp: executions, one after another */
#include "internal.hpp"

#include <cstdio>
#include <cstdlib>
#include <signal.h>

namespace explore {

options opt;
stats *now;

namespace {

kspawn_thread root, abandoned;
outcome result;

void on_crash(int sig)
{
	char text[80];
	snprintf(text, sizeof(text), "crash: signal %d", sig);
	fail(text);
}

/// A crash of the core is a finding: the handler leaves the execution.
void catch_crashes()
{
	static unsigned char alt_stack[256 * 1024];
	stack_t stack = {};
	stack.ss_sp = alt_stack;
	stack.ss_size = sizeof(alt_stack);
	sigaltstack(&stack, nullptr);
	struct sigaction act = {};
	act.sa_handler = on_crash;
	act.sa_flags = SA_ONSTACK | SA_NODEFER;
	for (int sig : { SIGSEGV, SIGBUS, SIGILL, SIGFPE })
		sigaction(sig, &act, nullptr);
}

void execute()
{
	epoch++;
	total = 0;
	steps = 0;
	trace_clear();
	budget = opt.bound;
	weak_left = opt.weak;
	spurious_left = opt.spurious;
	after_preempt = false;
	exploring = false;
	choices_begin(opt.seed + now->execs);
	for (int v = 0; v < opt.vps; v++) {
		vps[v] = {};
		vps[v].vc.c[v] = 1;
		vps[v].ph = uint64_t(v) + 1;
	}
	cur = 0;
	kernel_reset();
	kspawn_switch_to(&root, &vps[0].ctx);
}

/// A place that was found in a race is a point: all schedules again, from the first.
bool add_points()
{
	if (racy_found.size() == racy_pcs.size() || opt.random)
		return false;
	racy_pcs = racy_found;
	forget_choices();
	visited_clear();
	return true;
}

bool is_enough(const stats &s) { return (opt.stop_first && !findings.empty()) || (opt.max_exec && s.execs >= opt.max_exec); }

} // namespace

void leave(outcome how)
{
	result = how;
	kspawn_switch_to(&abandoned, &root);
	abort();
}

stats run()
{
	stats s;
	std::set<uint64_t> ends;
	now = &s;
	catch_crashes();
	racy_pcs = racy_found;
	forget_choices();
	visited_clear();
	for (;;) {
		execute();
		s.execs++;
		s.pruned += result == pruned;
		s.failed += result == failed;
		if (opt.count_ends && result != pruned)
			ends.insert(total);
		if (is_enough(s))
			break;
		if (add_points() || opt.random || backtrack())
			continue;
		s.complete = !visited_full();
		break;
	}
	s.ends = ends.size();
	now = nullptr;
	return s;
}

} // namespace explore
