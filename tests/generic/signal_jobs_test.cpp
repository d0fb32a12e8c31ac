/* tests/generic/signal_jobs_test.cpp: process groups, sessions, and terminals
 *
 * Tested here: signal_orphans.cpp */
#include "signals.hpp"

using namespace kspawn::test;

TEST_CASE("setpgid makes and joins groups of the caller and of its children that have not executed")
{
	in_user([] {
		CHECK(kspawn_setsid() == self());
		const int first = fork_body([] { sleep_and_deliver(); });
		const int second = fork_body([] { sleep_and_deliver(); });
		yield();
		CHECK(kspawn_getpgid(first) == self());
		CHECK(kspawn_setpgid(first, 0) == 0);
		CHECK(kspawn_getpgid(first) == first);
		CHECK(kspawn_setpgid(second, first) == 0);
		CHECK(kspawn_getpgid(second) == first);
		CHECK(kspawn_setpgid(second, second) == 0);
		CHECK(kspawn_setpgid(second, self()) == 0);
		CHECK(kspawn_getpgid(second) == self());
		CHECK(kspawn_getsid(second) == self());
		for (int pid : { first, second }) {
			CHECK(send(pid, KSPAWN_SIGTERM) == 0);
			CHECK(wait_for(pid) == KSPAWN_SIGTERM);
		}
	});
}

TEST_CASE("setpgid refuses as Linux does")
{
	in_user([] {
		static int grandchild;
		CHECK(kspawn_setsid() == self());
		const int child = fork_body([] {
			grandchild = fork_body([] { sleep_and_deliver(); });
			sleep_and_deliver();
		});
		const int executed = fork_body([] {
			CHECK(become_user() == 0);
			sleep_and_deliver();
		});
		const int session = fork_body([] {
			CHECK(kspawn_setsid() > 0);
			sleep_and_deliver();
		});
		yield();
		CHECK(kspawn_setpgid(0, -1) == -KSPAWN_EINVAL);
		CHECK(kspawn_setpgid(3000, 0) == -KSPAWN_ESRCH);
		CHECK(kspawn_setpgid(grandchild, 0) == -KSPAWN_ESRCH);
		CHECK(kspawn_setpgid(1, 0) == -KSPAWN_ESRCH);
		CHECK(kspawn_setpgid(executed, 0) == -KSPAWN_EACCES);
		CHECK(kspawn_setpgid(session, 0) == -KSPAWN_EPERM);
		CHECK(kspawn_setpgid(0, 0) == -KSPAWN_EPERM);            /* it leads a session */
		CHECK(kspawn_setpgid(child, session) == -KSPAWN_EPERM);  /* a group of another session */
		CHECK(kspawn_setpgid(child, executed) == -KSPAWN_EPERM); /* no group */
		const int thread = thread_body([] { sleep_and_deliver(); });
		CHECK(kspawn_setpgid(thread, 0) == -KSPAWN_EINVAL);
		CHECK(kspawn_getpgid(thread) == self());
		CHECK(send(-1, KSPAWN_SIGKILL) == 0);
		for (int pid : { child, executed, session })
			CHECK(wait_for(pid) == KSPAWN_SIGKILL);
	});
}

TEST_CASE("setsid makes a session and a group, unless the caller leads one")
{
	in_user([] {
		CHECK(kspawn_getsid(0) == 0);
		CHECK(kspawn_setsid() == self());
		CHECK(kspawn_getsid(0) == self());
		CHECK(kspawn_getpgid(0) == self());
		CHECK(kspawn_setsid() == -KSPAWN_EPERM);
		const int leads = fork_body([] {
			CHECK(kspawn_getsid(0) == kspawn_current()->leader->parent->tgid);
			CHECK(kspawn_setpgid(0, 0) == 0);
			CHECK(kspawn_setsid() == -KSPAWN_EPERM);
		});
		CHECK(wait_for(leads) == exited(0));
		const int left = fork_body([] { /* others are in its group */
						CHECK(kspawn_setpgid(0, 0) == 0);
						const int own = self();
						const int child = fork_body([] { sleep_and_deliver(); });
						CHECK(kspawn_setpgid(0, kspawn_current()->leader->parent->tgid) == 0);
						CHECK(kspawn_setsid() == -KSPAWN_EPERM);
						CHECK(send(-own, KSPAWN_SIGKILL) == 0);
						CHECK(wait_for(child) == KSPAWN_SIGKILL);
						CHECK(kspawn_setsid() == own);
		});
		CHECK(wait_for(left) == exited(0));
		CHECK(kspawn_getsid(3000) == -KSPAWN_ESRCH);
		CHECK(kspawn_getpgid(3000) == -KSPAWN_ESRCH);
		CHECK(kspawn_getpgid(-1) == -KSPAWN_ESRCH);
	});
}

TEST_CASE("the number of a session is not a pid while the session has members")
{
	auto options = with_bodies();
	options.tasks = 16;
	in_user(
		[] {
			static uint32_t go;
			go = 0;
			const int session = fork_body([] {
				CHECK(kspawn_setsid() == self());
				fork_body([] {
					CHECK(kspawn_setpgid(0, 0) == 0);
					(void)sleep_on(go);
				});
				yield();
			});
			CHECK(wait_for(session) == exited(0));
			for (int i = 0; i < 50; i++) {
				const int other = thread([] { return 0; });
				CHECK(other != session);
				CHECK(wait_for(other) == exited(0));
			}
			set(go);
			yield();
		},
		options);
}

TEST_CASE("a process in the background is stopped when it uses the terminal, or gets EIO")
{
	in_user([] {
		CHECK(kspawn_setsid() == self());
		const int reads = fork_body([] {
			CHECK(kspawn_setpgid(0, 0) == 0);
			CHECK(kspawn_signal_background(KSPAWN_SIGTTIN) == -KSPAWN_ERESTARTSYS);
			CHECK(kspawn_signal_pending(kspawn_current()));
			deliver();
			CHECK(act(KSPAWN_SIGTTIN, KSPAWN_SIG_IGN) == 0);
			CHECK(kspawn_signal_background(KSPAWN_SIGTTIN) == -KSPAWN_EIO);
			block(bit(KSPAWN_SIGTTOU));
			CHECK(kspawn_signal_background(KSPAWN_SIGTTOU) == 0);
			kspawn_exit(exited(3));
		});
		int status = 0;
		CHECK(kspawn_wait4(reads, &status, KSPAWN_WUNTRACED) == reads);
		CHECK(status == (KSPAWN_SIGTTIN << 8 | 0x7f));
		CHECK(send(reads, KSPAWN_SIGCONT) == 0);
		CHECK(wait_for(reads) == exited(3));
		CHECK(kspawn_signal_background(KSPAWN_SIGTTIN) == -KSPAWN_EIO); /* its own group is orphaned */
	});
}
