/* tests/generic/signal_stop_test.cpp: processes that stop and continue, and what their parents see of it */
#include "signals.hpp"

using namespace kspawn::test;

namespace {

constexpr int stopped(int sig) { return sig << 8 | 0x7f; }
constexpr int continued = 0xffff;

/// wait4 for a child that has stopped or continued; its status, or what wait4 says.
int wait_report(int pid, unsigned options)
{
	int status = -1;
	const int got = kspawn_wait4(pid, &status, options);
	return got == pid ? status : got;
}

int wait_stop(int pid) { return wait_report(pid, KSPAWN_WUNTRACED); }

int sleeps()
{
	return fork_body([] { sleep_and_deliver(); });
}

int fork_in_own_group()
{
	return fork_body([] {
		CHECK(kspawn_setpgid(0, 0) == 0);
		sleep_and_deliver();
	});
}

struct child_info {
	int32_t code, pid, status;
};

/// waitid; code 0 for no child.
child_info wait_id(int pid, unsigned options, long result = 0)
{
	poke(slot(5), kspawn_siginfo{});
	CHECK(kspawn_sys_waitid(KSPAWN_P_PID, pid, slot(5), options, 0) == result);
	const auto info = peek<kspawn_siginfo>(kspawn_current(), slot(5));
	return { info.code, info.child.pid, info.child.status };
}

bool same(const child_info &a, const child_info &b) { return a.code == b.code && a.pid == b.pid && a.status == b.status; }

} // namespace

TEST_CASE("each stop signal stops a process, which wait4 reports once with WUNTRACED and not without")
{
	in_user([] {
		for (int sig : { KSPAWN_SIGSTOP, KSPAWN_SIGTSTP, KSPAWN_SIGTTIN, KSPAWN_SIGTTOU }) {
			const int pid = fork_in_own_group(); /* its parent makes that group no orphan */
			yield();
			CHECK(send(pid, sig) == 0);
			yield();
			CHECK(kspawn_wait4(pid, nullptr, KSPAWN_WNOHANG) == 0);
			CHECK(wait_report(pid, KSPAWN_WNOHANG | KSPAWN_WCONTINUED) == 0);
			CHECK(wait_stop(pid) == stopped(sig));
			CHECK(wait_report(pid, KSPAWN_WNOHANG | KSPAWN_WUNTRACED) == 0);
			end(pid);
		}
	});
}

TEST_CASE("a wait sleeps until a child stops or continues")
{
	in_user([] {
		const int pid = sleeps();
		const int self = kspawn_current()->tgid;
		const int other = fork_body([pid, self] {
			yield();
			CHECK(send(pid, KSPAWN_SIGSTOP) == 0);
			yield();
			CHECK(send(pid, KSPAWN_SIGCONT) == 0);
			yield();
			CHECK(kspawn_current()->leader->parent->tgid == self);
		});
		CHECK(wait_stop(pid) == stopped(KSPAWN_SIGSTOP));
		CHECK(wait_report(pid, KSPAWN_WCONTINUED) == continued);
		CHECK(wait_report(pid, KSPAWN_WNOHANG | KSPAWN_WCONTINUED | KSPAWN_WUNTRACED) == 0);
		CHECK(wait_for(other) == exited(0));
		end(pid);
	});
}

TEST_CASE("waitid reports stops and continues as Linux's siginfo, with WNOWAIT again and again")
{
	in_user([] {
		const int pid = sleeps();
		yield();
		CHECK(wait_id(pid, KSPAWN_WUNTRACED | KSPAWN_WNOHANG).pid == 0);
		CHECK(send(pid, KSPAWN_SIGSTOP) == 0);
		yield();
		const child_info stop = { KSPAWN_CLD_STOPPED, pid, KSPAWN_SIGSTOP };
		CHECK(wait_id(pid, KSPAWN_WEXITED | KSPAWN_WCONTINUED | KSPAWN_WNOHANG).pid == 0);
		CHECK(same(wait_id(pid, KSPAWN_WUNTRACED | KSPAWN_WNOWAIT), stop));
		CHECK(same(wait_id(pid, KSPAWN_WUNTRACED), stop));
		CHECK(wait_id(pid, KSPAWN_WUNTRACED | KSPAWN_WNOHANG).pid == 0);
		CHECK(send(pid, KSPAWN_SIGCONT) == 0);
		const child_info cont = { KSPAWN_CLD_CONTINUED, pid, KSPAWN_SIGCONT };
		CHECK(same(wait_id(pid, KSPAWN_WCONTINUED | KSPAWN_WNOWAIT), cont));
		CHECK(same(wait_id(pid, KSPAWN_WCONTINUED), cont));
		CHECK(wait_id(pid, KSPAWN_WCONTINUED | KSPAWN_WNOHANG).pid == 0);
		end(pid);
		wait_id(pid, KSPAWN_WUNTRACED, -KSPAWN_ECHILD);
	});
}

TEST_CASE("SIGCHLD comes for stops and continues, unless SA_NOCLDSTOP or SIG_IGN says no")
{
	in_user([] {
		const int pid = sleeps();
		kspawn_siginfo info;
		block(bit(KSPAWN_SIGCHLD));
		CHECK(act(KSPAWN_SIGCHLD, handler) == 0);
		yield();
		CHECK(send(pid, KSPAWN_SIGSTOP) == 0);
		yield();
		CHECK(take(bit(KSPAWN_SIGCHLD), &info) == KSPAWN_SIGCHLD);
		CHECK((info.code == KSPAWN_CLD_STOPPED && info.child.pid == pid && info.child.status == KSPAWN_SIGSTOP));
		CHECK(send(pid, KSPAWN_SIGCONT) == 0);
		CHECK(take(bit(KSPAWN_SIGCHLD), &info) == KSPAWN_SIGCHLD);
		CHECK((info.code == KSPAWN_CLD_CONTINUED && info.child.pid == pid && info.child.status == KSPAWN_SIGCONT));
		for (uintptr_t to : { handler, uintptr_t(KSPAWN_SIG_IGN) }) {
			CHECK(act(KSPAWN_SIGCHLD, to, to == handler ? KSPAWN_SA_NOCLDSTOP : 0) == 0);
			CHECK(send(pid, KSPAWN_SIGSTOP) == 0);
			CHECK(wait_stop(pid) == stopped(KSPAWN_SIGSTOP)); /* a wait sees it all the same */
			CHECK(send(pid, KSPAWN_SIGCONT) == 0);
			CHECK(wait_report(pid, KSPAWN_WCONTINUED) == continued);
			CHECK(pending() == 0);
		}
		CHECK(act(KSPAWN_SIGCHLD, KSPAWN_SIG_DFL) == 0);
		end(pid);
	});
}

TEST_CASE("a stopped process gets its signals when it continues, and SIGKILL at once")
{
	in_user([] {
		const int pid = sleeps();
		yield();
		CHECK(send(pid, KSPAWN_SIGSTOP) == 0);
		CHECK(wait_stop(pid) == stopped(KSPAWN_SIGSTOP));
		CHECK(send(pid, KSPAWN_SIGTERM) == 0);
		yield();
		CHECK(kspawn_wait4(pid, nullptr, KSPAWN_WNOHANG) == 0);
		CHECK(send(pid, KSPAWN_SIGCONT) == 0);
		CHECK(wait_for(pid) == KSPAWN_SIGTERM);

		const int killed = sleeps();
		yield();
		CHECK(send(killed, KSPAWN_SIGSTOP) == 0);
		CHECK(wait_stop(killed) == stopped(KSPAWN_SIGSTOP));
		end(killed);
		CHECK(kspawn::hosted::the_machine().signals.stopped == 0);
	});
}

TEST_CASE("SIGCONT continues a process that blocks or ignores it, and drops stops that wait")
{
	in_user([] {
		kspawn_setpgid(0, 0);
		for (bool blocks : { false, true }) {
			const int pid = fork_body([blocks] {
				if (blocks)
					block(bit(KSPAWN_SIGCONT));
				else
					CHECK(act(KSPAWN_SIGCONT, KSPAWN_SIG_IGN) == 0);
				sleep_and_deliver();
			});
			yield();
			CHECK(send(pid, KSPAWN_SIGSTOP) == 0);
			CHECK(wait_stop(pid) == stopped(KSPAWN_SIGSTOP));
			CHECK(send(pid, KSPAWN_SIGCONT) == 0);
			CHECK(wait_report(pid, KSPAWN_WCONTINUED) == continued);
			end(pid);
		}
		block(bit(KSPAWN_SIGTSTP) | bit(KSPAWN_SIGCONT));
		CHECK(send_self(KSPAWN_SIGTSTP) == 0);
		CHECK(pending() == bit(KSPAWN_SIGTSTP));
		CHECK(send_self(KSPAWN_SIGCONT) == 0);
		CHECK(pending() == bit(KSPAWN_SIGCONT)); /* blocked: its action may change */
		CHECK(send_self(KSPAWN_SIGTSTP) == 0);
		CHECK(pending() == bit(KSPAWN_SIGTSTP));
		CHECK(act(KSPAWN_SIGTSTP, KSPAWN_SIG_IGN) == 0);
		unblock(~uint64_t(0));
		deliver();
	});
}

TEST_CASE("a stop signal that is handled or ignored does not stop")
{
	in_user([] {
		kspawn_setpgid(0, 0);
		CHECK(act(KSPAWN_SIGTSTP, KSPAWN_SIG_IGN) == 0);
		CHECK(act(KSPAWN_SIGTTIN, handler) == 0);
		CHECK(send_self(KSPAWN_SIGTSTP) == 0);
		deliver();
		CHECK(send_self(KSPAWN_SIGTTIN) == 0);
		deliver();
		CHECK(kspawn_pt_regs_ip(kspawn_current_pt_regs()) == handler);
		return_from_handler();
	});
}

TEST_CASE("all threads stop together, and the parent hears of it once, when the last has stopped")
{
	in_user([] {
		static uint32_t go, ran;
		go = ran = 0;
		const int pid = fork_body([] {
			for (int i = 0; i < 2; i++)
				thread_body([] { sleep_and_deliver(); });
			thread_body([] {
				(void)sleep_on(go); /* no signal ends this sleep */
				deliver();
				ran++;
				sleep_and_deliver();
			});
			sleep_and_deliver();
		});
		yield();
		CHECK(send(pid, KSPAWN_SIGSTOP) == 0);
		yield();
		CHECK(wait_report(pid, KSPAWN_WNOHANG | KSPAWN_WUNTRACED) == 0);
		set(go);
		CHECK(wait_stop(pid) == stopped(KSPAWN_SIGSTOP));
		CHECK(ran == 0);
		CHECK(send(pid, KSPAWN_SIGCONT) == 0);
		yield();
		CHECK(ran == 1);
		CHECK(wait_report(pid, KSPAWN_WCONTINUED) == continued);
		CHECK(send(pid, KSPAWN_SIGSTOP) == 0);
		CHECK(wait_stop(pid) == stopped(KSPAWN_SIGSTOP));
		end(pid);
	});
}

TEST_CASE("a stop ends though a thread exits in the middle of it, or is new")
{
	in_user([] {
		static uint32_t go;
		go = 0;
		const int pid = fork_body([] {
			thread_body([] {
				(void)sleep_on(go);
				thread_body([] { sleep_and_deliver(); });
				kspawn_exit(0);
			});
			sleep_and_deliver();
		});
		yield();
		CHECK(send(pid, KSPAWN_SIGSTOP) == 0);
		yield();
		CHECK(wait_report(pid, KSPAWN_WNOHANG | KSPAWN_WUNTRACED) == 0);
		set(go);
		CHECK(wait_stop(pid) == stopped(KSPAWN_SIGSTOP));
		end(pid);
	});
}

TEST_CASE("a stop that SIGCONT overtakes is reported as continued")
{
	in_user([] {
		static uint32_t go;
		go = 0;
		const int pid = fork_body([] {
			thread_body([] {
				(void)sleep_on(go);
				sleep_and_deliver();
			});
			sleep_and_deliver();
		});
		yield();
		CHECK(send(pid, KSPAWN_SIGSTOP) == 0);
		yield();
		CHECK(send(pid, KSPAWN_SIGCONT) == 0);
		CHECK(wait_report(pid, KSPAWN_WCONTINUED | KSPAWN_WUNTRACED) == continued);
		set(go);
		yield();
		CHECK(wait_report(pid, KSPAWN_WNOHANG | KSPAWN_WUNTRACED) == 0);
		end(pid);
	});
}

TEST_CASE("stop signals of a terminal do nothing in an orphaned group, SIGSTOP does")
{
	in_user([] {
		const int pid = fork_body([] {
			CHECK(kspawn_setsid() > 0); /* no parent in its session */
			sleep_and_deliver();
		});
		yield();
		for (int sig : { KSPAWN_SIGTSTP, KSPAWN_SIGTTIN, KSPAWN_SIGTTOU })
			CHECK(send(pid, sig) == 0);
		yield();
		CHECK(wait_report(pid, KSPAWN_WNOHANG | KSPAWN_WUNTRACED) == 0);
		CHECK(send(pid, KSPAWN_SIGSTOP) == 0);
		CHECK(wait_stop(pid) == stopped(KSPAWN_SIGSTOP));
		end(pid);
	});
}

TEST_CASE("a stopped group that is orphaned gets SIGHUP and SIGCONT")
{
	in_user([] {
		static int child;
		const int shell = fork_body([] {
			CHECK(kspawn_setsid() > 0);
			child = fork_in_own_group();
			yield();
			CHECK(send(child, KSPAWN_SIGTSTP) == 0);
			CHECK(wait_stop(child) == stopped(KSPAWN_SIGTSTP));
		});
		CHECK(wait_for(shell) == exited(0));
		kspawn_task *task = find(child);
		for (int i = 0; i < 100 && task && task->live; i++)
			yield(1);
		CHECK((!task || (task->flags & KSPAWN_TF_GROUP_EXIT)));
		CHECK((!task || task->group_code == KSPAWN_SIGHUP));
		if (task)
			kspawn_task_put(task);
	});
}

TEST_CASE("a running group that is orphaned gets nothing")
{
	in_user([] {
		static int child;
		const int shell = fork_body([] {
			CHECK(kspawn_setsid() > 0);
			child = fork_in_own_group();
			yield();
		});
		CHECK(wait_for(shell) == exited(0));
		yield();
		CHECK(send(child, 0) == 0);
		kspawn_task *task = find(child);
		CHECK(task->live == 1);
		kspawn_task_put(task);
		CHECK(send(child, KSPAWN_SIGKILL) == 0);
	});
}

TEST_CASE("a stopped process that execs, forks or exits elsewhere first is as it should be")
{
	in_user([] {
		const int pid = fork_body([] {
			CHECK(send_self(KSPAWN_SIGSTOP) == 0);
			CHECK(become_user() == 0); /* the stop comes on the way to the program */
			deliver();
			sleep_and_deliver();
		});
		CHECK(wait_stop(pid) == stopped(KSPAWN_SIGSTOP));
		CHECK(send(pid, KSPAWN_SIGCONT) == 0);
		yield();
		end(pid);
	});
}
