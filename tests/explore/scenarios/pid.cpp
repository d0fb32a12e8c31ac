/* tests/explore/scenarios/pid.cpp: pid_find at any moment of a life */
#include "common.hpp"

namespace kernel {
namespace {

/* ---- pids ---- */

int finder(void *)
{
	for (int i = 0; i < 2; i++) {
		kspawn_task *t = kspawn_pid_find(pids, P);
		if (t) {
			expect(t->pid == P, "the task that was found");
			kspawn_task_get(t);
			kspawn_task_put(t);
			kspawn_task_put(t);
		}
	}
	return 0;
}
void find_victim(long)
{
	ready();
	u_exit(3);
}
void find_free()
{
	spawn(find_victim);
	kspawn_kernel_thread(finder, nullptr, KSPAWN_SIGCHLD);
	sleep_on(0, false);
}
void check_find() { expect_status(P, 3 * W), expect_status(3, 0); }

/* found before it is published */
void find_self()
{
	begin();
	kspawn_kernel_thread(finder, nullptr, KSPAWN_SIGCHLD); /* 2: finds itself */
	kspawn_kernel_thread(finder, nullptr, KSPAWN_SIGCHLD);
}

/* the pid of a process is always found, whichever of its threads execs */
void exits_when_told(long) { sleep_on(2), u_exit(6); }
void execs_told(long) { u_exec(exits_when_told), sleep_forever(); }
void found_in_exec(long)
{
	u_thread(execs_told, 0);
	ready();
	sleep_forever();
}
void find_exec()
{
	spawn(found_in_exec);
	sleep_on(0, false);
	for (int i = 0; i < 3; i++) {
		kspawn_task *t = kspawn_pid_find(pids, P);
		expect(t != nullptr, "the pid of a process that lives is found");
		kspawn_task_put(t);
	}
	wake(2);
}

/* pids of tasks that are not published yet, or never will be */
int finder_of_3(void *)
{
	for (int i = 0; i < 2; i++)
		if (kspawn_task *t = kspawn_pid_find(pids, 3)) {
			expect(t->pid == 3, "the task that was found");
			kspawn_task_put(t);
		}
	return 0;
}
void find_unpublished()
{
	begin();
	kspawn_kernel_thread(finder_of_3, nullptr, KSPAWN_SIGCHLD); /* 2 */
	kspawn_kernel_thread(returns_1, nullptr, KSPAWN_SIGCHLD);   /* 3 */
}
void find_never_started()
{
	begin();
	kspawn_kernel_thread(finder_of_3, nullptr, KSPAWN_SIGCHLD); /* 2 */
	kspawn_task *t = nullptr;
	expect(kspawn_kthread_create(returns_1, nullptr, &t) == 0, "create"); /* 3 */
	expect(kspawn_kthread_stop(t) == -KSPAWN_EINTR, "stop");
}

} // namespace

extern const scenarios pid_scenarios;
const scenarios pid_scenarios = {
	{ .name = "find-free", .what = "pid_find, get and put against the last put", .init = find_free, .check = check_find },
	{ .name = "find-free-put",
	  .what = "the same where the last put frees the pid",
	  .init = find_free,
	  .check = check_find,
	  .pid_put = true },
	{ .name = "find-self",
	  .what = "pid_find of a kernel thread before it is published",
	  .init = find_self,
	  .check = check_any },
	{ .name = "find-exec", .what = "pid_find of a process while its thread execs", .init = find_exec, .check = check_exec },
	{ .name = "find-unpublished",
	  .what = "pid_find of another before it is published",
	  .init = find_unpublished,
	  .check = check_any },
	{ .name = "find-never-started",
	  .what = "pid_find of a kernel thread that is never started",
	  .init = find_never_started,
	  .check = check_any },
	{ .name = "find-never-started-put",
	  .what = "the same where the last put frees the pid",
	  .init = find_never_started,
	  .check = check_any,
	  .pid_put = true },
	{ .name = "find-exec-put",
	  .what = "pid_find of a process while its thread execs, where the last put frees the pid",
	  .init = find_exec,
	  .check = check_exec,
	  .pid_put = true },
};

} // namespace kernel
