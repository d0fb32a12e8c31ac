/* tests/explore/scenarios/reaper.cpp: subreapers, which end, exec and are killed while orphans come */
#include "common.hpp"

namespace kernel {
namespace {

/// P is a subreaper; its child 3 leaves the orphan 4 (or 5), which exits with 5. The next parent finds it without WCLONE.
void leaves_orphan(long)
{
	u_fork(exits, 5, 0, 0);
	u_exit(4);
}
void reaps_all(long)
{
	int status = 0;
	int n = 0;
	for (int got; (got = u_wait(-1, &status)) != -KSPAWN_ECHILD; n++)
		expect(status == 4 * W || status == 5 * W, "a child or an orphan", got, status);
	set(1, n);
	u_exit(0);
}
void reaper_waits(long)
{
	kspawn_set_subreaper(true);
	begin();
	u_fork(leaves_orphan, 0);
	reaps_all(0);
}
void spawn_reaper_waits() { spawn(reaper_waits); }
void check_reaper_waits() { expect(get(1) == 2, "the reaper has both", get(1)), check_p0(); }

void reaper_dies(long)
{
	kspawn_set_subreaper(true);
	begin();
	u_fork(leaves_orphan, 0);
	u_exit(0);
}
void spawn_reaper_dies() { spawn(reaper_dies); }
void check_reaper_dies() { expect_status(P, 0), expect_status(3, 4 * W), expect_status(4, 5 * W), expect_reaped(3); }

/* its threads end one after the other */
void exits_last(long) { u_exit(0); }
void reaper_threads(long)
{
	kspawn_set_subreaper(true);
	u_thread(exits_last, 0);  /* 3 */
	u_fork(leaves_orphan, 0); /* 4 */
	begin();
	u_exit(0);
}
void spawn_reaper_threads() { spawn(reaper_threads); }
void check_reaper_threads() { expect_status(P, 0), expect_status(4, 4 * W), expect_status(5, 5 * W), expect_reaped(3); }

void reaper_killed(long)
{
	kspawn_set_subreaper(true);
	u_fork(leaves_orphan, 0);
	ready();
	sleep_forever();
}
void check_reaper_killed() { expect_status(P, 9), expect_status(3, 4 * W), expect_status(4, 5 * W), expect_reaped(3); }

/* a thread execs: the process continues as the reaper */
void execs_reaper(long) { u_exec(reaps_all), sleep_forever(); }
void reaper_execs(long)
{
	kspawn_set_subreaper(true);
	u_fork(leaves_orphan, 0); /* 3 */
	u_thread(execs_reaper, 0);
	begin();
	sleep_forever();
}
void spawn_reaper_execs() { spawn(reaper_execs); }

/* it is one no more while an orphan comes */
void reaper_ends(long)
{
	kspawn_set_subreaper(true);
	begin();
	u_fork(leaves_orphan, 0);
	kspawn_set_subreaper(false);
	reaps_all(0);
}
void spawn_reaper_ends() { spawn(reaper_ends); }
void check_reaper_ends()
{
	expect_status(P, 0);
	const bool inits = ended(4) != none;
	expect(get(1) + inits == 2, "each is reaped once", get(1), inits);
}

} // namespace

extern const scenarios reaper_scenarios;
const scenarios reaper_scenarios = {
	{ .name = "reaper-waits",
	  .what = "a subreaper waits for an orphan",
	  .init = spawn_reaper_waits,
	  .check = check_reaper_waits },
	{ .name = "reaper-exits",
	  .what = "a subreaper ends while an orphan comes",
	  .init = spawn_reaper_dies,
	  .check = check_reaper_dies },
	{ .name = "reaper-threads",
	  .what = "the threads of a subreaper end while an orphan comes",
	  .init = spawn_reaper_threads,
	  .check = check_reaper_threads },
	{ .name = "reaper-killed",
	  .what = "a subreaper is killed while an orphan comes",
	  .init = init_kills_p<reaper_killed>,
	  .check = check_reaper_killed },
	{ .name = "reaper-execs",
	  .what = "a thread of a subreaper execs while an orphan comes",
	  .init = spawn_reaper_execs,
	  .check = check_reaper_waits },
	{ .name = "reaper-ends",
	  .what = "a process stops being a subreaper while an orphan comes",
	  .init = spawn_reaper_ends,
	  .check = check_reaper_ends },
};

} // namespace kernel
