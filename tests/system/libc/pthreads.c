/* tests/system/libc/pthreads.c: fifty threads of the C library, and what two processes share */
#include <errno.h>
#include <pthread.h>
#include <semaphore.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define NAME "pthreads"
#include "check.h"

enum { THREADS = 50, ROUNDS = 40 };

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t condition = PTHREAD_COND_INITIALIZER;
static pthread_barrier_t barrier;
static sem_t semaphore;
static int counter, turn;

/* One after another, as `turn` says: each wakes all others. */
static void *works(void *arg)
{
	const int me = (int)(long)arg;

	for (int i = 0; i < ROUNDS; i++) {
		pthread_mutex_lock(&mutex);
		counter++;
		pthread_mutex_unlock(&mutex);
		pthread_barrier_wait(&barrier);
	}
	pthread_mutex_lock(&mutex);
	while (turn != me)
		pthread_cond_wait(&condition, &mutex);
	turn++;
	pthread_cond_broadcast(&condition);
	pthread_mutex_unlock(&mutex);
	sem_post(&semaphore);
	return arg;
}

static void check_fifty(void)
{
	static pthread_t threads[THREADS];
	void *result;

	pthread_barrier_init(&barrier, NULL, THREADS);
	sem_init(&semaphore, 0, 0);
	for (long i = 0; i < THREADS; i++)
		check("pthread_create", pthread_create(&threads[i], NULL, works, (void *)i), 0);
	for (int i = 0; i < THREADS; i++)
		sem_wait(&semaphore);
	for (long i = 0; i < THREADS; i++) {
		check("pthread_join", pthread_join(threads[i], &result), 0);
		check("its result", (long)result, i);
	}
	check("counter", counter, THREADS * ROUNDS);
	check("turns", turn, THREADS);
}

static void check_time(void)
{
	struct timespec until;

	clock_gettime(CLOCK_REALTIME, &until);
	until.tv_nsec += 20000000;
	until.tv_sec += until.tv_nsec / 1000000000;
	until.tv_nsec %= 1000000000;
	pthread_mutex_lock(&mutex);
	check("pthread_cond_timedwait", pthread_cond_timedwait(&condition, &mutex, &until), ETIMEDOUT);
	pthread_mutex_unlock(&mutex);
	check("sem_timedwait", sem_timedwait(&semaphore, &until), -1);
	check("its error", errno, ETIMEDOUT);
}

/* ---- what two processes share ---- */

static struct shared {
	pthread_mutex_t mutex, robust;
	pthread_cond_t condition;
	int child_is_there, parent_is_there;
} * shared;

static void make_shared(void)
{
	pthread_mutexattr_t attributes;
	pthread_condattr_t of_condition;

	shared = mmap(NULL, sizeof(*shared), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	pthread_mutexattr_init(&attributes);
	pthread_mutexattr_setpshared(&attributes, PTHREAD_PROCESS_SHARED);
	pthread_mutex_init(&shared->mutex, &attributes);
	pthread_mutexattr_setrobust(&attributes, PTHREAD_MUTEX_ROBUST);
	pthread_mutex_init(&shared->robust, &attributes);
	pthread_condattr_init(&of_condition);
	pthread_condattr_setpshared(&of_condition, PTHREAD_PROCESS_SHARED);
	pthread_cond_init(&shared->condition, &of_condition);
}

static void meet(int *me, int *other)
{
	pthread_mutex_lock(&shared->mutex);
	*me = 1;
	pthread_cond_broadcast(&shared->condition);
	while (!*other)
		pthread_cond_wait(&shared->condition, &shared->mutex);
	pthread_mutex_unlock(&shared->mutex);
}

/* The child ends with the robust mutex. */
static void child(void)
{
	pthread_mutex_lock(&shared->robust);
	meet(&shared->child_is_there, &shared->parent_is_there);
	_exit(7);
}

static void check_shared(void)
{
	int pid, status;

	make_shared();
	pid = fork();
	if (!pid)
		child();
	meet(&shared->parent_is_there, &shared->child_is_there);
	check("a robust mutex whose owner died", pthread_mutex_lock(&shared->robust), EOWNERDEAD);
	check("pthread_mutex_consistent", pthread_mutex_consistent(&shared->robust), 0);
	pthread_mutex_unlock(&shared->robust);
	check("waitpid", waitpid(pid, &status, 0), pid);
	check("its status", WEXITSTATUS(status), 7);
}

int main(void)
{
	check_fifty();
	check_time();
	check_shared();
	if (!failed)
		puts("pthreads: ok");
	return failed;
}
