/* tests/generic/child_event_test.cpp: what the end of a child does to its parent */
#include <csignal>

#include "tasks.hpp"

using namespace kspawn::test;

namespace {

uint32_t never_written;

int clone_signalling(int exit_signal)
{
	kspawn_clone_args args = {};
	args.exit_signal = exit_signal;
	return kspawn_clone(&args);
}

void ignore_children() { kspawn::hosted::process::current().ignores_children = true; }

/// Waits for all children of init, of any exit signal; how many there were.
int reap_all()
{
	int n = 0;
	while (kspawn_wait4(-1, nullptr, KSPAWN_WALL) > 0)
		n++;
	return n;
}

} // namespace

TEST_CASE("an exit signal that kills ends the parent, and the child is reaped by init")
{
	const int sig = GENERATE(1, 64, int(SIGKILL), int(SIGTERM), int(SIGUSR1));
	in_kernel([sig] {
		const int parent = user([sig] {
			CHECK(clone_signalling(sig) > 0);
			return kspawn_wait_word(&never_written, 0, KSPAWN_KILLABLE);
		});
		CHECK(wait_for(parent) == sig);
		CHECK(reap_all() == 1);
		return 0;
	});
}

TEST_CASE("an exit signal that is ignored by default, or none, leaves the parent alone")
{
	const int sig = GENERATE(0, int(SIGURG), int(SIGWINCH), int(SIGCONT), int(SIGCHLD));
	in_kernel([sig] {
		as_user([sig] {
			const int pid = clone_signalling(sig);
			CHECK(kspawn_wait4(pid, nullptr, KSPAWN_WALL) == pid);
			return 0;
		});
		return 0;
	});
}

TEST_CASE("a child that its parent ignores leaves no zombie")
{
	in_kernel([] {
		as_user([] {
			ignore_children();
			const auto before = in_use();
			CHECK(clone_signalling(SIGCHLD) > 0);
			yield();
			CHECK(in_use() == before);
			CHECK(kspawn_wait4(-1, nullptr, KSPAWN_WNOHANG) == -KSPAWN_ECHILD);
			return 0;
		});
		return 0;
	});
}

TEST_CASE("a wait for children that are ignored ends with ECHILD when the last has ended, and not before")
{
	in_kernel([] {
		as_user([] {
			static uint32_t go[2];
			static int ended;
			ended = go[0] = go[1] = 0;
			ignore_children();
			for (uint32_t &word : go)
				thread([&word] {
					sleep_on(word);
					ended++;
					return 0;
				});
			thread(
				[] {
					for (uint32_t &word : go) {
						yield();
						set(word);
					}
					return 0;
				},
				0);
			CHECK(kspawn_wait4(-1, nullptr, 0) == -KSPAWN_ECHILD);
			CHECK(ended == 2);
			return 0;
		});
		return 0;
	});
}

TEST_CASE("a parent that ignores its children waits for children with another exit signal")
{
	in_kernel([] {
		as_user([] {
			ignore_children();
			const int pid = clone_signalling(SIGURG);
			CHECK(kspawn_wait4(pid, nullptr, KSPAWN_WALL) == pid);
			return 0;
		});
		return 0;
	});
}

TEST_CASE("zombies that init inherits and ignores are freed at once")
{
	in_kernel([] {
		const auto before = in_use();
		ignore_children();
		static int zombies;
		zombies = 0;
		const int parent = thread(
			[] {
				for (int i = 0; i < 3; i++)
					thread([] {
						zombies++;
						return 0;
					});
				yield();
				return 0;
			},
			SIGURG);
		CHECK(kspawn_wait4(parent, nullptr, KSPAWN_WALL) == parent);
		CHECK(zombies == 3);
		CHECK(kspawn_wait4(-1, nullptr, KSPAWN_WNOHANG | KSPAWN_WALL) == -KSPAWN_ECHILD);
		CHECK(in_use() == before);
		return 0;
	});
}
