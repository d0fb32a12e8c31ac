/* tests/link/xv6.h: what the examples of docs/linking.md find in a kernel like xv6 */
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <kspawn/pt_regs.h>
#include <kspawn/errno.h>
#include <kspawn/exec.h>
#include <kspawn/fork.h>
#include <kspawn/futex.h>
#include <kspawn/kthread.h>
#include <kspawn/pid.h>
#include <kspawn/task.h>
#include <kspawn/wait.h>

#define NPROC 64
#define KSTACK_SIZE 4096
#define PGSIZE 4096
#define USERTOP 0x40000000

enum procstate { UNUSED, USED, SLEEPING, RUNNABLE, RUNNING, ZOMBIE };

struct spinlock {
	unsigned locked;
};

struct inode {
	unsigned size;
	bool big;
};

struct cpu {
	struct kspawn_thread thread;
	struct kspawn_task idle, *current;
	int intena;
};

struct proc;

extern struct spinlock wait_lock;
extern struct kspawn_pid_table pids;
void has_left(struct kspawn_thread *left); /* where a test makes a race happen */
void ends(void);
_Noreturn void panic(const char *why);
void acquire(struct spinlock *lock);
void release(struct spinlock *lock);
void intr_on(void);
struct cpu *mycpu(void);
struct proc *myproc(void);
int allocthread(struct proc *p, kspawn_fn *fn, void *arg);
void to_scheduler(struct proc *p);
_Noreturn void scheduler(void);
int init(void *arg);
void *memset(void *to, int byte, size_t n);
int wait(int *status);
int load_initcode(struct kspawn_task *task, uintptr_t *entry, uintptr_t *sp);
struct inode *namei(const char *path);
struct kspawn_mm *uvmcreate(void);
struct proc *unused_proc(void);
void free_proc(struct proc *p);
struct kspawn_mm *mm_of(struct proc *p);
uint32_t *walkaddr(struct kspawn_mm *mm, uintptr_t at);
