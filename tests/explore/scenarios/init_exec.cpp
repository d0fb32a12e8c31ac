/* tests/explore/scenarios/init_exec.cpp: init execs from a thread that is not its leader */
#include "common.hpp"

namespace kernel {
namespace {

void leaves_orphan(long)
{
	u_fork(exits, 4);
	u_exit(0);
}
void user_init(long)
{
	u_fork(leaves_orphan, 0); /* 2 */
	u_thread(execs_init, 0);  /* 3 */
	begin();
	sleep_forever();
}
void init_becomes_user() { expect(kspawn_kernel_execve(program_path(user_init), nullptr, nullptr) == 0, "init's exec"); }
void check_init_exec() { expect_status(2, 0), expect_status(4, 4 * W), expect_reaped(2); }

} // namespace

extern const scenarios init_exec_scenarios;
const scenarios init_exec_scenarios = {
	{ .name = "init-exec",
	  .what = "init execs from a thread while an orphan comes",
	  .init = init_becomes_user,
	  .check = check_init_exec,
	  .init_execs = true },
};

} // namespace kernel
