/* tests/system/libc/cancels.c: threads of the C library that are cancelled, in a call, in a loop and in a wait */
#include <pthread.h>
#include <stdio.h>
#include <time.h>
#include <unistd.h>

#define NAME "cancels"
#include "check.h"

enum { THREADS = 50 };

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t condition = PTHREAD_COND_INITIALIZER;
static int cleaned, ready, ends[2];

static void clean(void *arg)
{
	(void)arg;
	__atomic_fetch_add(&cleaned, 1, __ATOMIC_RELAXED);
}

static void unlock(void *arg)
{
	pthread_mutex_unlock(arg);
	clean(NULL);
}

static void *sleeps(void *arg)
{
	pthread_cleanup_push(clean, NULL);
	__atomic_store_n(&ready, 1, __ATOMIC_RELEASE);
	for (;;)
		sleep(1000);
	pthread_cleanup_pop(0);
	return arg;
}

static void *reads(void *arg)
{
	char c;

	pthread_cleanup_push(clean, NULL);
	__atomic_store_n(&ready, 1, __ATOMIC_RELEASE);
	for (;;)
		check("read", read(ends[0], &c, 1), 1);
	pthread_cleanup_pop(0);
	return arg;
}

/* Without a call, at any instruction. */
static void *spins(void *arg)
{
	pthread_setcanceltype(PTHREAD_CANCEL_ASYNCHRONOUS, NULL);
	pthread_cleanup_push(clean, NULL);
	__atomic_store_n(&ready, 1, __ATOMIC_RELEASE);
	for (;;)
		__asm__ volatile("" : : : "memory");
	pthread_cleanup_pop(0);
	return arg;
}

static void *waits(void *arg)
{
	pthread_mutex_lock(&mutex);
	pthread_cleanup_push(unlock, &mutex);
	__atomic_store_n(&ready, 1, __ATOMIC_RELEASE);
	for (;;)
		pthread_cond_wait(&condition, &mutex);
	pthread_cleanup_pop(0);
	return arg;
}

/* Not before it allows it. */
static void *refuses(void *arg)
{
	const struct timespec moment = { 0, 20000000 };

	pthread_setcancelstate(PTHREAD_CANCEL_DISABLE, NULL);
	__atomic_store_n(&ready, 1, __ATOMIC_RELEASE);
	check("nanosleep", nanosleep(&moment, NULL), 0);
	clean(NULL);
	pthread_setcancelstate(PTHREAD_CANCEL_ENABLE, NULL);
	pthread_testcancel();
	return arg;
}

static void check_cancel(const char *what, void *(*fn)(void *))
{
	pthread_t thread;
	void *result;

	cleaned = ready = 0;
	check(what, pthread_create(&thread, NULL, fn, NULL), 0);
	while (!__atomic_load_n(&ready, __ATOMIC_ACQUIRE))
		sched_yield();
	check(what, pthread_cancel(thread), 0);
	check(what, pthread_join(thread, &result), 0);
	check(what, result == PTHREAD_CANCELED, 1);
	check(what, cleaned, 1);
}

/* Some before they begin, some asleep. */
static void check_many(void)
{
	static pthread_t threads[THREADS];
	void *result;

	for (int i = 0; i < THREADS; i++)
		check("pthread_create", pthread_create(&threads[i], NULL, i % 2 ? waits : sleeps, NULL), 0);
	for (int i = 0; i < THREADS; i++)
		check("pthread_cancel", pthread_cancel(threads[i]), 0);
	for (int i = 0; i < THREADS; i++) {
		check("pthread_join", pthread_join(threads[i], &result), 0);
		check("cancelled", result == PTHREAD_CANCELED, 1);
	}
}

int main(void)
{
	check("pipe", pipe(ends), 0);
	check_cancel("asleep", sleeps);
	check_cancel("in a read", reads);
	check_cancel("in no call", spins);
	check_cancel("in a wait for a condition", waits);
	check_cancel("while it does not allow it", refuses);
	check_many();
	if (!failed)
		puts("cancels: ok");
	return failed;
}
