/* tests/user/futexes.c: threads that lock, wait for conditions, meet, join, time out, and end while they hold a lock */
#include "check.h"

const char *const check_name = "futexes";

enum { THREADS = 6, ROUNDS = 60 };
enum { EAGAIN = KSPAWN_EAGAIN, EINVAL = KSPAWN_EINVAL, ETIMEDOUT = KSPAWN_ETIMEDOUT };
enum { WAIT = 0, WAKE = 1, CMP_REQUEUE = 4, WAIT_BITSET = 9, PRIVATE = 128 };
enum { ALL = 0x7fffffff };
#define WAITERS 0x80000000u
#define OWNER_DIED 0x40000000u
#define TID_MASK 0x3fffffffu

#define LIKE_PTHREADS (SAME_PROCESS | CLONE_SYSVSEM | CLONE_PARENT_SETTID | CLONE_CHILD_CLEARTID)

struct robust_list {
	struct robust_list *next;
};

static struct thread {
	int (*run)(struct thread *);
	unsigned tid; /* zero when it has ended */
	struct {
		struct robust_list list;
		long offset;
		struct robust_list *pending;
	} robust;
	char stack[16384] __attribute__((aligned(16)));
} threads[THREADS];

static int futex(unsigned *word, int op, unsigned value, long timeout, unsigned *word2, unsigned value3)
{
	return (int)sys(KSPAWN_NR_futex, (long)word, op, value, timeout, (long)word2, value3);
}

static void wait_for(unsigned *word, unsigned seen) { futex(word, WAIT | PRIVATE, seen, 0, NULL, 0); }

static int wake(unsigned *word, int count) { return futex(word, WAKE | PRIVATE, (unsigned)count, 0, NULL, 0); }

static int enter(void *arg)
{
	struct thread *thread = arg;

	return thread->run(thread);
}

static void start(struct thread *thread, int (*run)(struct thread *))
{
	long tid;

	thread->run = run;
	tid = sys_thread(LIKE_PTHREADS, thread->stack + sizeof(thread->stack), enter, thread, (int *)&thread->tid,
			 (int *)&thread->tid, NULL);
	check("clone", tid > 0, 1);
	if (tid < 0)
		sys_exit_group(1);
}

/* The kernel wakes the word as one that other address spaces may have. */
static void join(struct thread *thread)
{
	unsigned tid;

	while ((tid = __atomic_load_n(&thread->tid, __ATOMIC_ACQUIRE)) != 0)
		futex(&thread->tid, WAIT, tid, 0, NULL, 0);
}

static void run_all(int (*run)(struct thread *))
{
	for (int i = 0; i < THREADS; i++)
		start(&threads[i], run);
	for (int i = 0; i < THREADS; i++)
		join(&threads[i]);
}

/* ---- a mutex: 0 free, 1 held, 2 held and waited for ---- */

static void lock(unsigned *mutex)
{
	unsigned was = 0;

	if (__atomic_compare_exchange_n(mutex, &was, 1, false, __ATOMIC_ACQUIRE, __ATOMIC_RELAXED))
		return;
	while (__atomic_exchange_n(mutex, 2, __ATOMIC_ACQUIRE) != 0)
		wait_for(mutex, 2);
}

static void unlock(unsigned *mutex)
{
	if (__atomic_exchange_n(mutex, 0, __ATOMIC_RELEASE) == 2)
		wake(mutex, 1);
}

static unsigned mutex, counter, inside;

static int counts(struct thread *thread)
{
	(void)thread;
	for (int i = 0; i < ROUNDS; i++) {
		lock(&mutex);
		check("alone", (long)__atomic_fetch_add(&inside, 1, __ATOMIC_RELAXED), 0);
		counter++;
		sys_sched_yield();
		__atomic_fetch_sub(&inside, 1, __ATOMIC_RELAXED);
		unlock(&mutex);
	}
	return 0;
}

/* ---- a condition: all wait for `go`, and are moved to the mutex ---- */

static unsigned sequence, go, waiting;

static int waits_for_go(struct thread *thread)
{
	(void)thread;
	lock(&mutex);
	waiting++;
	while (!go) {
		const unsigned seen = __atomic_load_n(&sequence, __ATOMIC_RELAXED);
		unlock(&mutex);
		wait_for(&sequence, seen);
		while (__atomic_exchange_n(&mutex, 2, __ATOMIC_ACQUIRE) != 0) /* others may have been moved to it */
			wait_for(&mutex, 2);
	}
	counter++;
	unlock(&mutex);
	return 0;
}

static void check_condition(void)
{
	bool ready = false;

	counter = 0;
	for (int i = 0; i < THREADS; i++)
		start(&threads[i], waits_for_go);
	while (!ready) {
		sys_sched_yield();
		lock(&mutex);
		ready = waiting == THREADS;
		unlock(&mutex);
	}
	check("an old number", futex(&sequence, CMP_REQUEUE | PRIVATE, 1, ALL, &mutex, sequence + 1), -EAGAIN);
	lock(&mutex);
	go = 1;
	__atomic_fetch_add(&sequence, 1, __ATOMIC_RELAXED);
	__atomic_store_n(&mutex, 2, __ATOMIC_RELAXED);
	check("woken and moved", futex(&sequence, CMP_REQUEUE | PRIVATE, 1, ALL, &mutex, sequence) <= THREADS, 1);
	unlock(&mutex);
	for (int i = 0; i < THREADS; i++)
		join(&threads[i]);
	check("all have seen it", counter, THREADS);
}

/* ---- a barrier ---- */

static unsigned arrived, generation;

static void meet(void)
{
	const unsigned now = __atomic_load_n(&generation, __ATOMIC_ACQUIRE);

	if (__atomic_add_fetch(&arrived, 1, __ATOMIC_ACQ_REL) == THREADS) {
		__atomic_store_n(&arrived, 0, __ATOMIC_RELAXED);
		__atomic_add_fetch(&generation, 1, __ATOMIC_RELEASE);
		wake(&generation, ALL);
		return;
	}
	while (__atomic_load_n(&generation, __ATOMIC_ACQUIRE) == now)
		wait_for(&generation, now);
}

static int meets(struct thread *thread)
{
	(void)thread;
	for (unsigned i = 0; i < ROUNDS; i++) {
		check("the generation", __atomic_load_n(&generation, __ATOMIC_RELAXED), i);
		meet();
	}
	return 0;
}

/* ---- time ---- */

static void check_time(void)
{
	static unsigned word = 7;
	const long short_time[2] = { 0, 2000000 }, past[2] = { 0, 1 }, wrong[2] = { 0, 1000000000 };

	check("another value", futex(&word, WAIT | PRIVATE, 8, 0, NULL, 0), -EAGAIN);
	check("a time to wait", futex(&word, WAIT | PRIVATE, 7, (long)short_time, NULL, 0), -ETIMEDOUT);
	check("a time that is past", futex(&word, WAIT_BITSET | PRIVATE, 7, (long)past, NULL, ~0u), -ETIMEDOUT);
	check("no time", futex(&word, WAIT | PRIVATE, 7, (long)wrong, NULL, 0), -EINVAL);
	check("not aligned", futex((unsigned *)((char *)&word + 1), WAKE | PRIVATE, 1, 0, NULL, 0), -EINVAL);
}

/* ---- robust mutexes: the owner's tid ---- */

static struct robust_mutex {
	struct robust_list entry;
	unsigned word;
} robust[2];

static bool robust_lock(struct robust_mutex *m, unsigned tid)
{
	for (;;) {
		unsigned seen = __atomic_load_n(&m->word, __ATOMIC_RELAXED);

		if (!(seen & TID_MASK)) {
			if (__atomic_compare_exchange_n(&m->word, &seen, tid | (seen & WAITERS), false, __ATOMIC_ACQUIRE,
							__ATOMIC_RELAXED))
				return seen & OWNER_DIED;
		} else if ((seen & WAITERS) || __atomic_compare_exchange_n(&m->word, &seen, seen | WAITERS, false,
									   __ATOMIC_RELAXED, __ATOMIC_RELAXED)) {
			futex(&m->word, WAIT, seen | WAITERS, 0, NULL, 0);
		}
	}
}

/* Takes both, and ends. */
static int ends_with_both(struct thread *thread)
{
	const unsigned tid = (unsigned)sys_gettid();

	thread->robust.list.next = &thread->robust.list;
	thread->robust.offset = offsetof(struct robust_mutex, word);
	thread->robust.pending = NULL;
	check("set_robust_list", sys(KSPAWN_NR_set_robust_list, (long)&thread->robust, sizeof(thread->robust), 0, 0, 0, 0), 0);
	for (int i = 0; i < 2; i++) {
		if (robust_lock(&robust[i], tid))
			__atomic_fetch_add(&counter, 1, __ATOMIC_RELAXED);
		robust[i].entry.next = thread->robust.list.next;
		thread->robust.list.next = &robust[i].entry;
		sys_sched_yield();
	}
	return 0;
}

static void check_robust(void)
{
	counter = 0;
	run_all(ends_with_both);
	check("each but the first has learnt that the owner died", counter, 2 * (THREADS - 1));
	check("the last owner died", robust[0].word & (OWNER_DIED | TID_MASK), OWNER_DIED);
	check("the last owner died", robust[1].word & (OWNER_DIED | TID_MASK), OWNER_DIED);
}

/* ---- a process ends while its threads wait ---- */

static int waits_forever(struct thread *thread)
{
	static unsigned never;

	(void)thread;
	for (;;)
		wait_for(&never, 0);
	return 0;
}

static int ends_group(long unused)
{
	(void)unused;
	for (int i = 0; i < THREADS; i++)
		start(&threads[i], waits_forever);
	yield_long();
	sys_exit_group(9);
}

int main(int argc, char **argv, char **envp)
{
	(void)argc, (void)argv, (void)envp;
	run_all(counts);
	check("counter", counter, THREADS * ROUNDS);
	check_condition();
	run_all(meets);
	check("generations", generation, ROUNDS);
	check_time();
	check_robust();
	check_child("exit_group ends waits", fork_run(ends_group, 0), EXITED(9));
	check_childless("all children were waited for");
	return check_end();
}
