/* tests/link/xv6.c: the rest of a kernel like the one in docs/linking.md, on two threads of a process; follows its C */
#include <pthread.h>
#include <sched.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#define PROCESSORS 2
#define THREADS 40
#define ROUNDS 200
#define PATIENCE_MS 2000

struct proc proc[NPROC];
static _Alignas(KSPAWN_STACK_ALIGN) unsigned char stacks[NPROC][65536];
static struct spinlock core_locks[KSPAWN_LOCK_COUNT];
static struct cpu cpus[PROCESSORS];
static _Thread_local struct cpu *this_cpu;
static unsigned stacks_freed, wrong;

/* A race on purpose: the victim yields, and the thread that has left it waits for it to end elsewhere before it continues;
 * the victim waits on its way out until its stack is freed, which must not happen. Each gives up. */
static struct proc *victim;
static unsigned victim_ends;

static void await(const unsigned *word, unsigned value)
{
	for (int ms = 0; ms < PATIENCE_MS && __atomic_load_n(word, __ATOMIC_ACQUIRE) < value; ms++)
		usleep(1000);
}

void has_left(struct kspawn_thread *left)
{
	struct proc *p = (struct proc *)left;

	if (__atomic_compare_exchange_n(&victim, &p, NULL, false, __ATOMIC_ACQ_REL, __ATOMIC_RELAXED))
		await(&victim_ends, 1);
}

static void yield(void);

static int be_victim(void *arg)
{
	(void)arg;
	__atomic_store_n(&victim, myproc(), __ATOMIC_RELEASE);
	yield();
	__atomic_store_n(&victim_ends, 1, __ATOMIC_RELEASE);
	return 5;
}

void ends(void)
{
	static unsigned once;

	if (__atomic_load_n(&victim_ends, __ATOMIC_ACQUIRE) && !__atomic_exchange_n(&once, 1, __ATOMIC_RELAXED))
		await(&stacks_freed, 1);
}

void intr_on(void) {}

void acquire(struct spinlock *lock)
{
	while (__atomic_exchange_n(&lock->locked, 1, __ATOMIC_ACQUIRE))
		sched_yield();
}

void release(struct spinlock *lock) { __atomic_store_n(&lock->locked, 0, __ATOMIC_RELEASE); }

/* Never inlined: its caller continues in another thread of the process. */
__attribute__((noinline)) struct cpu *mycpu(void)
{
	__asm__ volatile("" : : : "memory");
	return this_cpu;
}

struct proc *myproc(void) { return (struct proc *)mycpu()->current; }

_Noreturn void panic(const char *why)
{
	printf("panic: %s\n", why);
	exit(1);
}

_Noreturn void kspawn_panic(const char *why) { panic(why); }

_Noreturn void kspawn_return_to_user(struct kspawn_pt_regs *regs)
{
	(void)regs;
	panic("there is no user mode");
}

struct kspawn_task *kspawn_current(void) { return mycpu()->current; }

static void yield(void)
{
	struct proc *p = myproc();

	acquire(&p->lock);
	sched(p, RUNNABLE);
}

void kspawn_wake_word(const uint32_t *word)
{
	for (struct proc *p = proc; p < &proc[NPROC]; p++) {
		acquire(&p->lock);
		if (p->state == SLEEPING && p->chan == word)
			p->state = RUNNABLE;
		release(&p->lock);
	}
}

static void set_state(struct proc *p, enum procstate state)
{
	acquire(&p->lock);
	p->state = state;
	release(&p->lock);
}

int kspawn_task_alloc(struct kspawn_task **out)
{
	for (struct proc *p = proc; p < &proc[NPROC]; p++) {
		acquire(&p->lock);
		if (p->state == UNUSED) {
			p->state = USED;
			release(&p->lock);
			p->task = (struct kspawn_task){ .pid = (int)(p - proc) + 1,
							.stack = stacks[p - proc],
							.stack_size = sizeof stacks[0] };
			*out = &p->task;
			return 0;
		}
		release(&p->lock);
	}
	return -KSPAWN_EAGAIN;
}

void kspawn_task_free(struct kspawn_task *task) { set_state((struct proc *)task, UNUSED); }

void kspawn_stack_free(struct kspawn_task *task)
{
	for (size_t i = 0; i < task->stack_size; i++) /* no code may run on it any more */
		((unsigned char *)task->stack)[i] = 0xa5;
	__atomic_fetch_add(&stacks_freed, 1, __ATOMIC_RELAXED);
}

void kspawn_task_publish(struct kspawn_task *task) { set_state((struct proc *)task, RUNNABLE); }

uintptr_t kspawn_lock(enum kspawn_lock_id id)
{
	acquire(&core_locks[id]);
	return 0;
}

void kspawn_unlock(enum kspawn_lock_id id, uintptr_t flags)
{
	(void)flags;
	release(&core_locks[id]);
}

void kspawn_task_exiting(struct kspawn_task *task) { (void)task; }

void kspawn_process_dead(struct kspawn_task *leader) { kspawn_task_put(leader); }

/* Yields, then parks or sleeps until it is stopped. */
static int worker(void *arg)
{
	for (int i = 0; i < ROUNDS; i++)
		yield();
	while (!kspawn_kthread_should_stop()) {
		kspawn_kthread_parkme();
		kspawn_kthread_wait();
	}
	return (int)(uintptr_t)arg;
}

static int boss(void *arg)
{
	struct kspawn_task *threads[THREADS], *first;

	(void)arg;
	if (kspawn_kthread_run(be_victim, NULL, &first) != 0)
		panic("the first thread is refused");
	wrong += kspawn_kthread_stop(first) != 5;
	for (int i = 0; i < THREADS; i++)
		if (kspawn_kthread_run(worker, (void *)(uintptr_t)(i + 7), &threads[i]) != 0)
			panic("a thread is refused");
	for (int i = 0; i < THREADS; i += 2)
		wrong += kspawn_kthread_park(threads[i]) != 0;
	for (int i = 0; i < THREADS; i++)
		wrong += kspawn_kthread_stop(threads[i]) != i + 7;
	while (__atomic_load_n(&stacks_freed, __ATOMIC_ACQUIRE) < THREADS + 1)
		yield();
	wrong += stacks_freed != THREADS + 1;
	printf("%u wrong, %u stacks freed\n", wrong, stacks_freed);
	exit(wrong != 0);
}

static void *processor(void *arg)
{
	this_cpu = arg;
	scheduler();
}

int main(void)
{
	pthread_t other;

	this_cpu = &cpus[0];
	cpus[0].current = &cpus[0].idle;
	if (kspawn_fork_idle(&cpus[0].idle) != 0 || kspawn_kernel_thread(boss, NULL, 0) < 0)
		panic("no first thread");
	for (int i = 1; i < PROCESSORS; i++)
		pthread_create(&other, NULL, processor, &cpus[i]);
	processor(&cpus[0]);
}
