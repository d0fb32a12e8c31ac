/* tests/explore/kernel/futex.cpp: words of user memory, their waiters, and a time that comes once */
#include <kspawn/futex.h>

#include "internal.hpp"

using namespace explore;

namespace kernel {

namespace {

constexpr uint32_t bucket_count = 2;
kspawn_waiter *buckets[bucket_count];
kspawn_waiters waiters;
bool is_late;
object clock_object;

counted &memory_of_current() { return *current_host().res[KSPAWN_RES_MM]; }

uintptr_t address_of(int n) { return user_data + 4 * uintptr_t(n); }

/// A word of user memory, in one step of its own.
uint32_t &word_at(uintptr_t at, op what)
{
	counted &mm = memory_of_current();
	point(op_mm, &mm, HERE);
	step_on(mm, what);
	return mm.words[(at - user_data) / 4];
}

} // namespace

void futexes_reset()
{
	kspawn_waiters_init(&waiters, buckets, bucket_count);
	is_late = false;
	clock_object = fresh("the clock");
}

bool time_is_up()
{
	acquire(clock_object);
	event(clock_object, op_wait, true);
	release(clock_object);
	return is_late;
}

void time_passes()
{
	point(op_store, &clock_object, HERE);
	acquire(clock_object);
	event(clock_object, op_store, true);
	release(clock_object);
	is_late = true;
	for (int n = opt.vps; n < slots_used; n++) {
		if (hp[n].st != hproc::used || !hp[n].timed)
			continue;
		point(op_kick, &slot(n)->task, HERE);
		if (hp[n].st != hproc::used)
			continue;
		sched_hold hold;
		acquire(hp[n].lock);
		event(hp[n].lock, op_kick, true);
		if (hp[n].timed)
			end_sleep(&slot(n)->task, KSPAWN_UNINTERRUPTIBLE);
		else
			release(hp[n].lock);
	}
}

uint32_t u_load(int n) { return word_at(address_of(n), op_mm); }

void u_store(int n, uint32_t value) { word_at(address_of(n), op_mm) = value; }

bool u_exchange(int n, uint32_t from, uint32_t to)
{
	uint32_t &word = word_at(address_of(n), op_mm);
	if (word != from)
		return false;
	word = to;
	return true;
}

namespace {

constexpr int private_op(int op) { return op | KSPAWN_FUTEX_PRIVATE; }

int returns(const char *what, long result)
{
	note(what, result);
	work();
	return int(result);
}

constexpr int time_word = 200; /* two longs of 0, which time_passes() makes past */

} // namespace

int u_futex_wait(int n, uint32_t seen, bool timed)
{
	const uintptr_t timeout = timed ? address_of(time_word) : 0;
	return returns("futex wait returns", kspawn_sys_futex(address_of(n), private_op(KSPAWN_FUTEX_WAIT), seen, timeout, 0, 0));
}

int u_futex_wake(int n, int count)
{
	return returns("futex wake returns",
		       kspawn_sys_futex(address_of(n), private_op(KSPAWN_FUTEX_WAKE), uint32_t(count), 0, 0, 0));
}

int u_futex_requeue(int n, int to, int wake, int move, uint32_t expected)
{
	return returns("futex requeue returns", kspawn_sys_futex(address_of(n), private_op(KSPAWN_FUTEX_CMP_REQUEUE),
								 uint32_t(wake), uintptr_t(move), address_of(to), expected));
}

namespace {

constexpr int lists_at = 64, list_words = 8; /* in user memory, a head for each task */
constexpr int entry_words = 2;               /* before the futex: the address of the next entry */

/// A word of 64 bits that no other task touches.
void put(int at, uint64_t value)
{
	memory_of_current().words[at] = uint32_t(value);
	memory_of_current().words[at + 1] = uint32_t(value >> 32);
}

} // namespace

void u_robust_list(int first, int second)
{
	const int head = lists_at + list_words * (kspawn_current()->pid % 8);
	const int entry = first - entry_words, last = second < 0 ? entry : second - entry_words;
	put(head, address_of(entry));
	put(head + 2, 4 * entry_words);
	put(head + 4, 0);
	put(entry, address_of(second < 0 ? head : last));
	if (second >= 0)
		put(last, address_of(head));
	kspawn_sys_set_robust_list(address_of(head), 3 * sizeof(uintptr_t));
}

} // namespace kernel

using namespace kernel;

kspawn_waiters *kspawn_futex_waiters()
{
	if (!(vps[cur].locks & 1u << KSPAWN_LOCK_FUTEX))
		fail("futex_waiters without its lock", HERE);
	return &waiters;
}

uintptr_t *kspawn_robust_list(kspawn_task *task) { return &host_of(task).robust_list; }

int kspawn_futex_key_of(uintptr_t at, bool, kspawn_futex_key *key)
{
	may_sleep("futex_key");
	if (at < user_data || at + 4 > user_data + sizeof(counted::words))
		return -KSPAWN_EFAULT;
	*key = { &memory_of_current(), at };
	return 0;
}

int kspawn_futex_load(uintptr_t at, uint32_t *value)
{
	if (!(vps[cur].locks & 1u << KSPAWN_LOCK_FUTEX))
		fail("futex_load without its lock", HERE);
	*value = word_at(at, op_mm);
	return 0;
}

int kspawn_futex_exchange(uintptr_t at, uint32_t *expected, uint32_t value)
{
	may_sleep("futex_exchange");
	uint32_t &word = word_at(at, op_mm);
	const uint32_t was = word;
	if (was == *expected)
		word = value;
	*expected = was;
	return 0;
}

uint64_t kspawn_clock_now() { return 0; }

void kspawn_futex_wake(uintptr_t at)
{
	may_sleep("futex_wake");
	kspawn_futex_clear_tid(at);
}
