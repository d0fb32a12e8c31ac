/* tests/explore/scenarios/soup.cpp: anything, in a random walk */
#include "common.hpp"

namespace kernel {
namespace {

bool may_create()
{
	const long created = get(20);
	if (created >= 8)
		return false;
	set(20, created + 1);
	return true;
}
void soup(long depth)
{
	int status = 0;
	for (int i = 0; i < 4 && depth < 4; i++) {
		const int what = explore::pick(12);
		note("does", what);
		switch (what) {
		case 0:
		case 1:
			if (may_create())
				u_fork(soup, depth + 1);
			break;
		case 2:
		case 3:
			if (may_create())
				u_thread(soup, depth + 1);
			break;
		case 4:
			if (may_create())
				u_vfork(soup, depth + 1);
			break;
		case 5:
		case 6:
			u_exec(soup, depth + 1);
			break;
		case 7:
			u_wait(-1, &status);
			break;
		case 8:
			u_wait(-1, &status, KSPAWN_WNOHANG);
			break;
		case 9: {
			const int pid = 2 + explore::pick(7);
			if (!(playing->init_execs && pid == 4)) /* a thread of init, whose end would be init's */
				kill_pid(pid, 9);
			work();
			break;
		}
		case 10:
			kspawn_sys_waitid(KSPAWN_P_ALL, 0, user_data, KSPAWN_WEXITED | KSPAWN_WNOWAIT | KSPAWN_WNOHANG, 0);
			work();
			break;
		case 11:
			if (explore::pick(2))
				u_exit_group(3);
			u_exit(2);
		}
	}
	u_exit(1);
}
void spawn_soup()
{
	spawn(soup);
	spawn(soup);
	begin();
}
void user_soup_init(long)
{
	u_fork(soup, 0);
	u_fork(soup, 0);
	u_thread(execs_init, 0);
	begin();
	sleep_forever();
}
void soup_init() { expect(kspawn_kernel_execve(program_path(user_soup_init), nullptr, nullptr) == 0, "init's exec"); }

} // namespace

extern const scenarios soup_scenarios;
const scenarios soup_scenarios = {
	{ .name = "soup", .what = "two processes do anything", .init = spawn_soup, .check = check_any, .any_time = true },
	{ .name = "soup-init",
	  .what = "the same while init execs from a thread",
	  .init = soup_init,
	  .check = check_any,
	  .init_execs = true,
	  .any_time = true },
};

} // namespace kernel
