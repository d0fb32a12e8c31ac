/* tests/generic/robust_exit_test.cpp: the futexes that a task holds when it ends
 *
 * Tested here: sys_robust_list.cpp */
#include "futexes.hpp"
#include "inject.hpp"

using namespace kspawn::test;
namespace inject = kspawn::hosted::inject;

namespace {

/* A list in user memory: the head, then entries of a pointer and a futex word. */
constexpr size_t word = sizeof(uintptr_t), entry_size = 16;

uintptr_t head() { return scratch() & ~uintptr_t(0xff); }
uintptr_t entry(unsigned n) { return head() - 16 * 4096 + n * entry_size; }
uintptr_t futex_of(unsigned n) { return entry(n) + word; }

uint32_t value_of(unsigned n) { return peek<uint32_t>(kspawn_current(), futex_of(n)); }

/// Entries 0 to n - 1, whose words are `value`.
void make_list(unsigned n, uint32_t value)
{
	poke(head(), n ? entry(0) : head());
	poke(head() + word, uintptr_t(word));
	poke(head() + 2 * word, uintptr_t(0));
	for (unsigned i = 0; i < n; i++) {
		poke(entry(i), i + 1 < n ? entry(i + 1) : head());
		poke(futex_of(i), value);
	}
}

uint32_t tid() { return uint32_t(kspawn_current()->pid); }

void use_list(uintptr_t at = head()) { CHECK(kspawn_sys_set_robust_list(at, 3 * word) == 0); }

/// A task in this memory whose list, at `list`, is as `make` leaves it, and which has ended.
void ends_with(const std::function<void()> &make, uintptr_t list = head())
{
	const int pid = sharer([=] {
		make();
		use_list(list);
		return 0;
	});
	CHECK(wait_for(pid) == exited(0));
}

constexpr uint32_t died = KSPAWN_FUTEX_OWNER_DIED, waiters = KSPAWN_FUTEX_WAITERS;

} // namespace

TEST_CASE("robust list: each futex of a task that exits says that its owner died")
{
	with_futexes([] {
		ends_with([] { make_list(3, tid()); });
		for (unsigned i = 0; i < 3; i++)
			CHECK(value_of(i) == died);
	});
}

TEST_CASE("robust list: a futex of another owner is unchanged")
{
	with_futexes([] {
		ends_with([] {
			make_list(3, tid());
			poke(futex_of(1), tid() + 1);
			poke(futex_of(2), uint32_t(0));
		});
		CHECK(value_of(0) == died);
		CHECK((value_of(1) & died) == 0);
		CHECK(value_of(2) == 0);
	});
}

TEST_CASE("robust list: one waiter is woken, of a futex that has any")
{
	with_futexes([] {
		poke(futex_of(0), 0);
		static uint32_t go;
		go = 0;
		const int holder = sharer([] {
			make_list(1, tid() | waiters);
			use_list();
			return sleep_on(go);
		});
		until_asleep(holder);
		const uint32_t value = value_of(0);
		CHECK(futex(futex_of(0), KSPAWN_FUTEX_WAIT, value ^ 1) == -KSPAWN_EAGAIN);
		const auto wait = [=] { return int(-futex(futex_of(0), KSPAWN_FUTEX_WAIT, value)); };
		const int first = sharer(wait), second = sharer(wait);
		until_asleep(first);
		until_asleep(second);
		set(go);
		CHECK(wait_for(holder) == exited(0));
		CHECK(wait_for(first) == exited(0));
		CHECK(value_of(0) == (died | waiters));
		CHECK(sleeps(second));
		CHECK(futex(futex_of(0), KSPAWN_FUTEX_WAKE, 1) == 1);
		CHECK(wait_for(second) == exited(0));
	});
}

TEST_CASE("robust list: a task that is killed leaves its futexes too")
{
	with_futexes([] {
		static uint32_t never;
		const int pid = sharer([] {
			make_list(2, tid());
			use_list();
			sleep_on(never, KSPAWN_KILLABLE);
			kspawn_user_work(kspawn_current_pt_regs());
			return 0;
		});
		until_asleep(pid);
		CHECK(kill_pid(pid, 9) == 0);
		CHECK(wait_for(pid) == 9);
		CHECK(value_of(0) == died);
		CHECK(value_of(1) == died);
	});
}

TEST_CASE("robust list: an exec leaves the futexes of the old program, and has no list")
{
	with_futexes([] {
		const int pid = sharer([] {
			make_list(2, tid());
			use_list();
			CHECK(become_user({ "/missing" }) == -KSPAWN_ENOENT);
			CHECK(value_of(0) == tid());
			CHECK(become_user() == 0);
			CHECK(*kspawn_robust_list(kspawn_current()) == 0);
			return 0;
		});
		CHECK(wait_for(pid) == exited(0));
		CHECK(value_of(0) == died);
		CHECK(value_of(1) == died);
	});
}

TEST_CASE("robust list: a child has none")
{
	with_futexes([] {
		make_list(1, 1);
		use_list();
		const int pid = kspawn_fork();
		kspawn_task *child = find(pid);
		CHECK(*kspawn_robust_list(child) == 0);
		kspawn_task_put(child);
		CHECK(wait_for(pid) == exited(5));
	});
}

TEST_CASE("robust list: the pending entry counts, whether or not it is in the list")
{
	with_futexes([] {
		ends_with([] {
			make_list(3, tid());
			poke(entry(0), entry(2)); /* 1 is pending alone */
			poke(head() + 2 * word, entry(1));
		});
		for (unsigned i = 0; i < 3; i++)
			CHECK(value_of(i) == died);
		ends_with([] {
			make_list(3, tid());
			poke(head() + 2 * word, entry(1));
		});
		for (unsigned i = 0; i < 3; i++)
			CHECK(value_of(i) == died);
	});
}

TEST_CASE("robust list: a pending futex that was unlocked already wakes a waiter")
{
	with_futexes([] {
		poke(futex_of(0), 0);
		const int pid = sharer([] { return int(-futex(futex_of(0), KSPAWN_FUTEX_WAIT, 0)); });
		until_asleep(pid);
		ends_with([] {
			make_list(0, 0);
			poke(head() + 2 * word, entry(0));
		});
		CHECK(wait_for(pid) == exited(0));
		CHECK(value_of(0) == 0);
	});
}

TEST_CASE("robust list: a futex with priority inheritance is marked and wakes none")
{
	with_futexes([] {
		ends_with([] {
			make_list(2, tid() | waiters);
			poke(head(), entry(0) | 1);
			poke(entry(0), entry(1) | 1);
		});
		CHECK(value_of(0) == (died | waiters));
		CHECK(value_of(1) == (died | waiters));
	});
}

TEST_CASE("robust list: a list with a loop, and a long one, end after 2048 entries")
{
	with_futexes([] {
		ends_with([] {
			make_list(3, tid());
			poke(entry(2), entry(1));
			poke(head() + 2 * word, entry(3));
			poke(futex_of(3), tid());
		});
		for (unsigned i = 0; i < 4; i++)
			CHECK(value_of(i) == died);
		ends_with([] { make_list(KSPAWN_ROBUST_LIST_LIMIT + 2, tid()); });
		CHECK(value_of(KSPAWN_ROBUST_LIST_LIMIT - 1) == died);
		CHECK((value_of(KSPAWN_ROBUST_LIST_LIMIT) & died) == 0);
	});
}

TEST_CASE("robust list: hostile pointers end the walk, and the task alone")
{
	with_futexes([] {
		for (uintptr_t bad : hostile_addresses()) {
			INFO(std::hex << bad);
			ends_with([] { make_list(2, tid()); }, bad);
			CHECK((value_of(0) & died) == 0);
			ends_with([=] {
				make_list(2, tid());
				poke(head(), bad);
			});
			ends_with([=] {
				make_list(2, tid());
				poke(entry(0), bad);
			});
			CHECK(value_of(0) == died);
			ends_with([=] {
				make_list(2, tid());
				poke(head() + word, bad);
			});
			ends_with([=] {
				make_list(2, tid());
				poke(head() + 2 * word, bad);
			});
			CHECK(value_of(1) == died);
		}
		check_goes_on();
	});
}

TEST_CASE("robust list: a word that is not aligned ends the walk")
{
	with_futexes([] {
		ends_with([] {
			make_list(2, tid());
			poke(head() + word, uintptr_t(word + 2));
		});
		CHECK((value_of(0) & died) == 0);
	});
}

TEST_CASE("robust list: set and get")
{
	with_futexes([] {
		const uintptr_t at = scratch();
		CHECK(kspawn_sys_set_robust_list(at + 8, 3 * word - 1) == -KSPAWN_EINVAL);
		CHECK(kspawn_sys_set_robust_list(at + 8, 3 * word) == 0);
		for (int tid : { 0, kspawn_current()->pid }) {
			CHECK(kspawn_sys_get_robust_list(tid, at, at + word) == 0);
			CHECK(peek<uintptr_t>(kspawn_current(), at) == at + 8);
			CHECK(peek<uintptr_t>(kspawn_current(), at + word) == 3 * word);
		}
		CHECK(kspawn_sys_get_robust_list(1, at, at + word) == -KSPAWN_ESRCH);
		CHECK(kspawn_sys_get_robust_list(-1, at, at + word) == -KSPAWN_ESRCH);
		CHECK(kspawn_sys_get_robust_list(0, 1, at) == -KSPAWN_EFAULT);
		CHECK(kspawn_sys_get_robust_list(0, at, 1) == -KSPAWN_EFAULT);
		CHECK(kspawn_sys_set_robust_list(0, 3 * word) == 0);
	});
}

TEST_CASE("robust list: the walk fails cleanly at every step")
{
	with_futexes([] {
		for (unsigned n = 1, steps = n; steps >= n; n++) {
			INFO("step " << n);
			make_list(2, tid() | waiters);
			use_list();
			const auto before = in_use();
			inject::fail_at(n);
			kspawn_futex_exit(kspawn_current());
			steps = inject::end();
			CHECK(in_use() == before);
			if (steps < n) {
				CHECK(value_of(0) == (died | waiters));
				CHECK(value_of(1) == (died | waiters));
			}
		}
	});
}
