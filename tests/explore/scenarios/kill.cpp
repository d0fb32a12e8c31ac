/* tests/explore/scenarios/kill.cpp: kills at any moment of a life */
#include "common.hpp"

namespace kernel {
namespace {

void kill_fork(long)
{
	ready();
	u_fork(exits, 5);
	sleep_forever();
}
void check_kill_fork()
{
	expect_status(P, 9);
	expect(ended(3) == none || ended(3) == 5 * W, "the child's status", ended(3));
}

void kill_clone(long)
{
	ready();
	u_thread(sleeps, 0);
	sleep_forever();
}

void kill_wait(long)
{
	ready();
	u_fork(exits, 5);
	int status = 0;
	u_wait(-1, &status);
	sleep_forever();
}

void kill_exec(long)
{
	ready();
	u_exec(sleeps);
	sleep_forever();
}

void kill_exit(long)
{
	ready();
	u_exit(3);
}
void check_kill_exit() { expect(ended(P) == 9 || ended(P) == 3 * W, "status", ended(P)), expect_reaped(1); }

/* two tasks kill one: the first decides the status */
int killer(void *arg) { return kill_pid(P, int(intptr_t(arg))); }
void two_killers_victim(long)
{
	ready();
	sleep_forever();
}
void two_killers()
{
	spawn(two_killers_victim);
	kspawn_kernel_thread(killer, reinterpret_cast<void *>(15), KSPAWN_SIGCHLD);
	sleep_on(0, false);
	kill_pid(P, 9);
}
void check_two_killers() { expect(ended(P) == 9 || ended(P) == 15, "status", ended(P)); }

void kill_threads(long)
{
	u_thread(sleeps, 0);
	ready();
	u_fork(exits, 5);
	sleep_forever();
}
void check_kill_threads()
{
	expect_status(P, 9);
	expect(ended(4) == none || ended(4) == 5 * W, "the child's status", ended(4));
}

} // namespace

extern const scenarios kill_scenarios;
const scenarios kill_scenarios = {
	{ .name = "kill-fork", .what = "kill during fork", .init = init_kills_p<kill_fork>, .check = check_kill_fork },
	{ .name = "kill-clone",
	  .what = "kill during clone of a thread",
	  .init = init_kills_p<kill_clone>,
	  .check = check_killed },
	{ .name = "kill-wait", .what = "kill during wait", .init = init_kills_p<kill_wait>, .check = check_kill_fork },
	{ .name = "kill-exec", .what = "kill during exec", .init = init_kills_p<kill_exec>, .check = check_killed },
	{ .name = "kill-exit", .what = "kill during exit", .init = init_kills_p<kill_exit>, .check = check_kill_exit },
	{ .name = "two-killers", .what = "two tasks kill one", .init = two_killers, .check = check_two_killers, .vps = 3 },
	{ .name = "kill-threads",
	  .what = "kill of two threads, one in fork",
	  .init = init_kills_p<kill_threads>,
	  .check = check_kill_threads },
};

} // namespace kernel
