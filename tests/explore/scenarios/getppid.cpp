/* tests/explore/scenarios/getppid.cpp: getppid while the parent ends or execs */
#include "common.hpp"

#include <kspawn/syscall.h>

namespace kernel {
namespace {

/// A system call without arguments, as the entry makes it.
long call(long nr)
{
	kspawn_pt_regs *regs = kspawn_current_pt_regs();
	regs->nr = uint64_t(nr);
	kspawn_syscall(regs);
	return kspawn_pt_regs_ret(regs);
}
void asks_for_parent(long parent)
{
	const long got = call(KSPAWN_NR_getppid);
	expect(got == parent || got == 1, "getppid: the parent, or init", got);
	work();
	u_exit(4);
}
void getppid(long)
{
	begin();
	u_fork(asks_for_parent, P);
	u_exit(0);
}
void spawn_getppid() { spawn(getppid); }
/* the parent execs from a thread meanwhile: the same process, the same number */
void asks_for_parent_strictly(long parent)
{
	const long got = call(KSPAWN_NR_getppid);
	expect(got == parent, "getppid: the parent", got);
	work();
	u_exit(5);
}
void getppid_exec(long)
{
	u_fork(asks_for_parent_strictly, P); /* 3 */
	u_thread(execs_waits, 0);
	begin();
	sleep_forever();
}
void spawn_getppid_exec() { spawn(getppid_exec); }
void check_getppid_exec() { expect_status(P, 6 * W), expect(get(1) == 3, "the program reaps it", get(1)), expect_reaped(1); }

} // namespace

extern const scenarios getppid_scenarios;
const scenarios getppid_scenarios = {
	{ .name = "getppid", .what = "getppid while the parent exits", .init = spawn_getppid, .check = check_orphan },
	{ .name = "getppid-exec",
	  .what = "getppid while a thread of the parent execs",
	  .init = spawn_getppid_exec,
	  .check = check_getppid_exec },
};

} // namespace kernel
