/* kernel.h: what the files of this kernel share */
#ifndef KERNEL_H
#define KERNEL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <asm/errno.h>
#include <asm/signal.h>

#include <kspawn/pt_regs.h>
#include <kspawn/entry.h>
#include <kspawn/pid.h>
#include <kspawn/sched.h>
#include <kspawn/signal.h>

#include "machine.h"

#define PAGE_SIZE 4096ul
#define PAGE_DOWN(x) ((uintptr_t)(x) & ~(PAGE_SIZE - 1))
#define PAGE_UP(x) PAGE_DOWN((uintptr_t)(x) + PAGE_SIZE - 1)

/* User memory, below the machine's USER_TOP. */
#define PIE_BASE (USER_TOP / 2)
#define INTERP_BASE (USER_TOP / 8 * 5)
#define MMAP_LOW (USER_TOP / 4 * 3)
#define MMAP_HIGH (USER_TOP / 32 * 31)
#define STACK_TOP (USER_TOP - 2 * PAGE_SIZE)
#define SIGNAL_PAGE STACK_TOP

/* What uname(2) says: the system whose calls these are. */
#define SYSTEM_NAME "Linux"
#define SYSTEM_RELEASE "6.1.0"

enum { TASKS_MAX = 1024, FILES_MAX = 256 };

/* ---- boot: what the loader reports ---- */

struct boot_info {
	uintptr_t ram_start, ram_end;    /* physical, that may be handed out */
	uintptr_t archive, archive_size; /* physical; the cpio archive */
	char options[256];               /* the command line */
};
extern struct boot_info boot;

/// The machine-independent start, on the boot stack, interrupts off.
_Noreturn void kernel_start(void);
/// The first process, and what it starts with.
int init(void *arg);
/// The value of `name=` in the command line, or `otherwise`.
unsigned long boot_option(const char *name, unsigned long otherwise);

/* ---- the machine's devices ---- */

uint64_t machine_now(void);   /* ns */
#ifndef MACHINE_HAS_ONE_TIMER /* the first processor's, whose ticks are all processors' */
#define MACHINE_HAS_ONE_TIMER 0
#endif
/// The next interrupt of this processor's timer, at that time.
void machine_timer(uint64_t at);
void machine_console_put(char c);
int machine_console_get(void); /* -1: nothing */
void machine_log_put(char c);
_Noreturn void machine_off(void);

/* ---- log ---- */

/// To the log, not to the console: %s %c %d %u %x %p, with l for long.
__attribute__((format(printf, 1, 2))) void log_line(const char *format, ...);
/// The last line of the log, from which the host reads the status; powers off.
_Noreturn void power_off(int status);

/* ---- locks ---- */

static inline void interrupts_restore(uintptr_t were_on)
{
	if (were_on)
		interrupts_enable();
}

/// Interrupts are off while it is held, so that what it guards may be used in any context.
struct spinlock {
	uint32_t held;
};
uintptr_t spin_lock(struct spinlock *lock);
void spin_unlock(struct spinlock *lock, uintptr_t interrupts);

/// May be held asleep. Never taken in an interrupt.
struct mutex {
	uint32_t word; /* 0 free, 1 held, 2 held and waited for */
};
void mutex_lock(struct mutex *mutex);
void mutex_unlock(struct mutex *mutex);

/* ---- frames: physical pages, counted ---- */

void frames_start(void);
/// A zeroed frame's physical address, or 0. Any context.
uintptr_t frame_alloc(void);
uintptr_t frame_of_zeroes(void); /* the one that all pages of zeroes show until they are written to */
/// A number of them in a row, a power of two, aligned to their size; each is put by itself.
uintptr_t frames_alloc(size_t count);
void frame_get(uintptr_t frame);
void frame_put(uintptr_t frame);
bool frame_shared(uintptr_t frame);
/// Returns how many are in use, without what caches keep.
size_t frames_used(void);
size_t frames_total(void);
/// The number of frames used by a cache that grows to the most there ever were.
void frames_cached(int more);

static inline void *direct(uintptr_t physical) { return (void *)(physical + DIRECT); }

/* ---- heap ---- */

/// Reads "poison=1" of the command line, before the first allocation.
void heap_start(void);
/// Zeroed, aligned to 16; NULL. At most a page. Any context.
void *heap_alloc(size_t size);
void heap_free(void *at);
char *heap_string(const char *s);

/* ---- kernel stacks ---- */

enum { STACK_SIZE = 4 * PAGE_SIZE };
/// The lowest byte of STACK_SIZE bytes above a page that is never there; NULL.
void *stack_alloc(void);
void stack_free(void *stack);
/// Returns true if an address is in the guard page of a stack.
bool stack_guards(uintptr_t addr);
#ifndef WIRED_STACKS /* on a machine that may always ask for a translation */
static inline void machine_wire_stack(const void *stack) { (void)stack; }
#endif

/* ---- user memory ---- */

struct area {
	uintptr_t start, end;
	int prot;          /* KSPAWN_PROT_*, as machine_rights gives them */
	bool shared;       /* a child has the same frames; of a file that may be written, all mappings have */
	bool sealed;       /* never to be written: shared, of a file that was opened to be read */
	struct node *node; /* or NULL */
	uint64_t offset;   /* of `start` in it */
	size_t file_len;   /* bytes of it from `start` on; the rest is zero */
	struct area *next; /* by address */
};

/* `lock` guards the areas, brk and the page table. refs and cpus are atomic; root and brk_start never change in use. */
struct kspawn_mm {
	uint32_t refs;
	uintptr_t root; /* physical: the page table */
	uint32_t cpus;  /* that have it loaded, a bit for each */
	struct area *areas;
	uintptr_t brk_start, brk;
	struct node *program; /* which it keeps from being written, or NULL; set before a task has the memory */
	struct mutex lock;
};

/// Loads the page table of `mm`, which this processor's current task keeps, or the
/// kernel's alone for NULL. Interrupts off.
void mm_load(struct kspawn_mm *mm);
struct kspawn_mm *mm_fork(struct kspawn_mm *mm);
void mm_get(struct kspawn_mm *mm);
void mm_put(struct kspawn_mm *mm);
/// Brings in the page at `addr` for `access`, KSPAWN_PROT_*, or 0 for none: 0, -EFAULT, -ENOMEM.
int mm_fault(struct kspawn_mm *mm, uintptr_t addr, int access);
/// Is there an area, whose rights a fault was about?
bool mm_has(struct kspawn_mm *mm, uintptr_t addr);
/// Copies between the kernel and an address space that need not be the current one;
/// `access` is KSPAWN_PROT_READ out of it, KSPAWN_PROT_WRITE into it, 0 into it whatever its protection.
int mm_copy(struct kspawn_mm *mm, uintptr_t user, void *kernel, size_t n, int access);
/// Reads a word of a page that is there, of the current memory, without a lock: 0 or -EFAULT.
int mm_peek(const struct kspawn_mm *mm, uintptr_t addr, uint32_t *value);
/// Writes `value` to a word if it is *expected, which becomes what it was: 0 or -EFAULT.
int mm_exchange(struct kspawn_mm *mm, uintptr_t addr, uint32_t *expected, uint32_t value);
/// The physical address of a word in an area that a child shares; 0: in another one. -EFAULT: it cannot be read.
int mm_shared_word(struct kspawn_mm *mm, uintptr_t addr, uintptr_t *physical);
/// A free range of `len` bytes, page aligned, or 0.
uintptr_t mm_find(struct kspawn_mm *mm, size_t len);
int mm_add(struct kspawn_mm *mm, const struct area *what);
int mm_remove(struct kspawn_mm *mm, uintptr_t start, uintptr_t end);
/// Frees the private pages there, which come again as they were at first.
void mm_discard(struct kspawn_mm *mm, uintptr_t start, uintptr_t end);
/// From `start` up to `end`, or to the first hole: then -ENOMEM.
int mm_protect(struct kspawn_mm *mm, uintptr_t start, uintptr_t end, int prot);

int user_write(uintptr_t to, const void *from, size_t n);
int user_read(void *to, uintptr_t from, size_t n);
/// The length of a string copied from user memory, or -EFAULT, -ENAMETOOLONG.
int user_string(char *to, uintptr_t from, size_t size);

/* ---- page tables ---- */

extern uintptr_t machine_kernel_root; /* physical: the page table of the boot */

#ifndef OWN_RIGHTS /* a machine's own table of them */
/* What Linux gives for each of the eight rights. A page that a program may use is always readable.
 *
 *	asked   ---   r--   -w-   rw-   --x   r-x   -wx   rwx
 *	given   ---   r--   rw-   rw-   r-x   r-x   rwx   rwx
 */
static inline int machine_rights(int asked) { return asked ? asked | KSPAWN_PROT_READ : 0; }
#endif
#ifndef PTE_EMPTY /* where the processor takes zero for a valid entry */
#define PTE_EMPTY 0
#endif

/* Bits of an entry, which machine.h has: of a table; of a page that the kernel alone reads and writes; of a program's page
 * without rights; and what each right changes of those, PTE_USED whatever the right. PTE_FRAME is the frame, PTE_SHIFT bits
 * lower. */
static inline pte_t pte_table(uintptr_t frame) { return frame >> PTE_SHIFT | PTE_OF_TABLE; }
static inline pte_t pte_kernel(uintptr_t frame) { return frame >> PTE_SHIFT | PTE_OF_KERNEL; }
/// A page of a program with these rights, KSPAWN_PROT_*.
static inline pte_t pte_user(uintptr_t frame, int rights)
{
	const pte_t used = rights ? PTE_USED : 0, read = rights & KSPAWN_PROT_READ ? PTE_READ : 0;
	const pte_t write = rights & KSPAWN_PROT_WRITE ? PTE_WRITE : 0, exec = rights & KSPAWN_PROT_EXEC ? PTE_EXEC : 0;

	return frame >> PTE_SHIFT | (PTE_OF_USER ^ used ^ read ^ write ^ exec);
}
static inline bool pte_writable(pte_t e) { return (e ^ PTE_OF_USER) & PTE_WRITE; }
static inline pte_t pte_read_only(pte_t e) { return (e & ~(pte_t)PTE_WRITE) | (PTE_OF_USER & PTE_WRITE); }
static inline uintptr_t pte_frame(pte_t e) { return (uintptr_t)(e & PTE_FRAME) << PTE_SHIFT; }
/* An entry whose page has no rights is not valid, and keeps its frame. */
static inline bool pte_present(pte_t e) { return e != PTE_EMPTY; }
#ifndef OWN_PTE_READ /* a machine that has no load of an entry as a whole */
static inline pte_t pte_read(pte_t *e) { return __atomic_load_n(e, __ATOMIC_ACQUIRE); }
#endif
/// The entry of `addr`, with the tables on its way if `make`; NULL.
pte_t *page_entry(uintptr_t root, uintptr_t addr, bool make);
/// Maps a page of the kernel, in all page tables, which are not flushed. False: no memory.
bool page_map_kernel(uintptr_t addr, uintptr_t frame);
/// Calls `each` for every page of [start, end) that is there.
void page_walk(uintptr_t root, uintptr_t start, uintptr_t end, void (*each)(pte_t *entry, void *arg), void *arg);
/// The bytes that a table of the lowest level maps.
extern const uintptr_t page_table_span;
/// A page table whose user half is empty, or 0.
uintptr_t page_root_new(void);
/// Frees the tables. The pages have been freed before.
void page_root_free(uintptr_t root);

/* ---- processes ---- */

/* A time at which a process gets a signal. KSPAWN_LOCK_TREE guards it, and struct timer. */
struct alarm {
	uint64_t at, every;  /* ns; 0: not set, once */
	struct process *of;  /* the leader */
	struct timer *timer; /* of timer_create, whose alarm it is; or NULL: ITIMER_REAL */
	struct alarm *next;
};

/* A timer of timer_create(2). */
struct timer {
	struct alarm alarm;
	struct timer *next; /* of the process */
	int clock;
	bool by_date;               /* its alarm is set to a time of a clock that can be set */
	struct kspawn_task *thread; /* which gets the signal, held; or NULL: its process */
	struct kspawn_task *spends; /* of CLOCK_THREAD_CPUTIME_ID: whose time it is, held; or NULL */
	int taken;                  /* overruns of the signal before the last one, which the program has taken */
	struct kspawn_siginfo info; /* the signal, which says how often the timer has rung since it was sent; signo 0: none */
};

enum { IN_USER, IN_KERNEL, MODES };

/* A timer of the time that a process spends. KSPAWN_LOCK_TREE guards it, except for a look whether `left` is 0. */
struct countdown {
	uint32_t left, every;    /* ticks; 0: not set, once */
	uint64_t most, interval; /* ns: the time and the interval that were set, which are not longer for being read in ticks */
};
enum { OF_USER, OF_BOTH, COUNTDOWNS }; /* ITIMER_VIRTUAL, ITIMER_PROF */

/* In ticks. */
struct spent {
	uint32_t ticks[MODES];
};

/* The complements of a soft and a hard limit: zero where nothing limits. KSPAWN_LOCK_TREE guards them. */
struct limit {
	uint64_t soft, hard;
};
enum { LIMITS = 16 };
/* A child shares them until one of both changes its own. */
struct limits {
	uint32_t refs;
	struct limit of[LIMITS];
};

/* Of a user, or of a group. A thread changes its own; others read them. */
struct ids {
	unsigned real, effective, saved;
	unsigned files; /* for what files permit: setfsuid(2) */
};

/* What sched_setattr(2) takes for SCHED_DEADLINE, in ns. */
struct deadline {
	uint64_t runtime, deadline, period;
};

enum { COMMAND_LIMIT = 504 }; /* with the counts before it a piece of the heap */
/* The arguments of a program as it began, each ended by a NUL: as many bytes as have room. Only refs changes, which is
 * atomic. */
struct command {
	uint32_t refs, size;
	char text[COMMAND_LIMIT];
};

struct process {
	struct kspawn_task task; /* first */
	struct kspawn_mm *mm;
	struct files *files;
	struct fs *fs;
	struct kspawn_signals signals;
	struct cpu *cpu; /* where it runs, or ran last */
	struct kspawn_waiter waiter;
	bool asleep;
	enum kspawn_sleep how;
	bool by_date;     /* the time to wake is of a clock that can be set */
	uint64_t wake_at; /* ns */
	struct process *next_timed;
	struct file *opened;           /* of CLONE_PIDFD, until its number leads to it */
	int death_signal;              /* sent when its parent ends, or 0 */
	struct spent spent;            /* of the thread; atomic */
	struct spent of_all, of_ended; /* of its process, and of children that have ended; used in the leader alone; atomic */
	uint32_t of_second;            /* ns that it has spent of the next second; the same */
	struct countdown countdowns[COUNTDOWNS]; /* the same */
	struct alarm alarm;                      /* of its process; used in the leader alone */
	struct timer *timers;                    /* the same */
	struct limits *limits;                   /* the same */
	struct ids user, group;                  /* of the thread; zero: root */
	struct groups *groups;                   /* the thread's further ones, which it replaces as a whole; NULL: none */
	uintptr_t robust_list;
	int policy, priority, nice;       /* of the thread: sys_sched.c */
	struct deadline deadline;         /* the same */
	unsigned long slack, slack_first; /* ns, and what it began with; 0: TIMER_SLACK */
	char name[16];
	struct command *command; /* held, or NULL; files_lock guards a change by an exec */
	unsigned char user_state[KSPAWN_USER_STATE_SIZE] __attribute__((aligned(KSPAWN_USER_STATE_ALIGN)));
};

enum { TIMER_SLACK = 50000 };
static inline unsigned long slack_of(const struct process *p) { return p->slack ? p->slack : TIMER_SLACK; }

extern struct kspawn_pid_table pids;
static inline struct process *process_of(struct kspawn_task *task) { return (struct process *)task; }
static inline bool is_killed(const struct process *p)
{
	return __atomic_load_n(&p->task.flags, __ATOMIC_ACQUIRE) & KSPAWN_TF_KILLED;
}
void processes_start(void);
size_t processes_count(void);
/// Returns the process of a thread by its pid, or 0 if there is no such thread.
int tgid_of(int pid);
/// The child of the current thread has the arguments of its parent's program.
void command_share(struct process *child, const struct process *parent);
void command_put(struct process *p);
/// The current thread begins a program, whose argv is in its memory. Takes files_lock.
void command_set(struct process *p, size_t argc, uintptr_t argv);
/// Counts the tasks that have begun to exit and have not yet been switched away from for the last time.
void processes_leave(int more);
uint32_t processes_leaving(void);

/* ---- processors ---- */

enum { CPUS_MAX = 8, QUEUE = 2 * TASKS_MAX };

struct cpu {
	struct kspawn_entry_cpu entry; /* first */
	unsigned number;
	uintptr_t id;     /* what the machine calls it */
	uint32_t settled; /* it has come, or is no longer waited for */
	struct kspawn_task *current;
	struct kspawn_mm *mm; /* whose page table is loaded: the current task's, or NULL */
	bool need_resched;
	uint64_t tick_at, timer_at; /* the next tick, and the next interrupt of the timer: the tick or one before it */
	uint32_t flushes_wanted, flushes_done, flush_waiting; /* the last: processors that sleep until it has flushed */
	struct spinlock flush_lock;                           /* of the next two, and of a change to flushes_wanted */
	uintptr_t flush_from, flush_to;                       /* the pages to flush; 0 to 0: none */
	struct spinlock lock;                                 /* of the queue */
	struct kspawn_rq ready;
	struct kspawn_task *slots[QUEUE];
	struct process idle;
};
extern struct cpu cpus[CPUS_MAX];

/// Interrupts off, or the task may be elsewhere by the time it is used.
static inline struct cpu *this_cpu(void) { return (struct cpu *)kspawn_entry_this_cpu(); }
static inline struct kspawn_task *current_task(void)
{
	struct kspawn_task *task;

#ifdef MACHINE_OF_CPU
	MACHINE_OF_CPU(task, current);
#else
	const uintptr_t interrupts = interrupts_disable();

	task = this_cpu()->current;
	interrupts_restore(interrupts);
#endif
	return task;
}
static inline struct process *current(void) { return process_of(current_task()); }

/// How often the first processor looks whether another one has come before it continues without.
extern unsigned long processors_patience;
/// Starts as many as `smp=` of the command line says.
void processors_start(void);
unsigned processors_online(void);
/// On a processor that was started, on its own stack, interrupts off.
_Noreturn void processor_run(struct cpu *cpu);

/// Flushes stale TLB entries of `mm`, or of the kernel, on all processors. Call it
/// with no spinlock held.
void tlb_flush(const struct kspawn_mm *mm);
void tlb_flush_range(const struct kspawn_mm *mm, uintptr_t from, uintptr_t to);
void tlb_flush_kernel(void);
/// Makes processors fetch the code that was written there, for a page of `mm`. Call it with no spinlock held.
void tlb_sync_code(const struct kspawn_mm *mm, const void *at, size_t size);
/// For a processor that another one has interrupted.
void tlb_answer(void);

/* ---- the scheduler ---- */

void scheduler_start(void);
/// `cpu` runs its idle task, on that stack.
void scheduler_adopt(struct cpu *cpu, void *stack, size_t size);
_Noreturn void idle_loop(void);
void yield(void);
/// Waits while *word == seen, at most until `until` ns unless that is 0. 0, -EINTR
/// for a kill, -KSPAWN_ERESTARTSYS for a signal, -ETIMEDOUT.
int wait_interruptible(const uint32_t *word, uint32_t seen, uint64_t until);
/// The same until a time of a clock. Also 0 if the clock is set meanwhile.
int wait_by_clock(const uint32_t *word, uint32_t seen, int clock, uint64_t until);
/// Wakes the tasks that wait for a time of a clock that can be set. They look at it again.
void wake_by_date(void);
/// Wakes the tasks whose time to sleep has ended. Returns when the next one wakes. Interrupts off.
uint64_t wake_timed(uint64_t now);
/// Counts an event on a word on which tasks may sleep. Any context.
void wake_event(uint32_t *word);
/// Starts the timer, with `hz=` of the command line as its rate; with a lower one where ticks would take more than a
/// quarter of the processor. On the first processor alone, in its idle task, interrupts off.
void ticks_start(void);
/// The ticks of this processor begin. Interrupts off.
void tick_start(void);
/// The timer's interrupt: a tick, unless timer_early returns true for one that timer_want asked for.
void tick(void);
bool timer_early(void);
/// Has the timer of this processor interrupt at that time, if its next interrupt is later; a little later for a time that is
/// near. Interrupts off.
void timer_want(uint64_t at);
uint64_t ticks(void);
/// Returns how many ns of a processor's time they are.
uint64_t ns_of_ticks(uint32_t ticks);

/* ---- traps: for the machine's kspawn_entry_trap, interrupts off ---- */

void page_fault(struct kspawn_pt_regs *regs, uintptr_t addr, int access);
/// An access of a word that is not at a multiple of its size: SIGBUS, or the page's fault where there is no memory.
void misaligned(struct kspawn_pt_regs *regs, uintptr_t addr, int access);
/// Any other exception: `sig` is what a program gets for it.
void fault(struct kspawn_pt_regs *regs, int sig, const char *what, uintptr_t detail);
void timer_interrupt(struct kspawn_pt_regs *regs);
/// What the last tick of each processor interrupted: for examples/kernel/where, which reads it from outside.
extern uintptr_t ticked_at[CPUS_MAX];
_Noreturn void fault_in_kernel(struct kspawn_pt_regs *regs, const char *what, uintptr_t detail);
/// What an exception is to a program. 0: nothing, the kernel ends.
struct exception {
	int sig;
	const char *what;
};

/* ---- the machine's, which know these structures ---- */

/// Has `cpu` come to processor_run, on the stack of its idle task. False: there is no such processor.
bool machine_start_cpu(struct cpu *cpu);
/// The processor that runs takes traps and interrupts, as `cpu`; what programs may not reach, they do not.
void machine_start_processor(struct cpu *cpu);
/// Interrupts another processor: out of its sleep, out of user mode, and into tlb_answer. Interrupts off.
void machine_interrupt_cpu(const struct cpu *cpu);

bool machine_interrupts_were_on(const struct kspawn_pt_regs *regs);
/// The return to *regs goes to fn() on the stack below `sp`, interrupts off.
void machine_call_on_return(struct kspawn_pt_regs *regs, void (*fn)(void), uintptr_t sp);

/// Arguments that are not in registers, to where kspawn_pt_regs_arg finds them.
#ifdef ARGUMENTS_ON_STACK
void machine_fetch_arguments(struct kspawn_pt_regs *regs);
#else
static inline void machine_fetch_arguments(struct kspawn_pt_regs *regs) { (void)regs; }
#endif
/// A system call that only this machine has, or that has another form here; -ENOSYS: there is none of that number.
#ifdef OWN_SYSCALLS
long machine_syscall(struct kspawn_pt_regs *regs);
#else
static inline long machine_syscall(struct kspawn_pt_regs *regs)
{
	(void)regs;
	return -ENOSYS;
}
#endif
/// Collects the tables, before the first program.
void system_calls_start(void);

/* ---- clocks: CLOCK_REALTIME can be set; all others show the time since the start ---- */

enum { NSEC_PER_SEC = 1000000000 };
uint64_t clock_now(int clock);
void clock_set(uint64_t realtime); /* ns since 1970, by the host's clock at the start: `time=` of the command line */
/// The same for a program: what waits for a time of that clock waits by the new one. Takes KSPAWN_LOCK_TREE.
void clock_change(uint64_t realtime);
/// Returns when it is `at` on a clock: a time of machine_now().
uint64_t clock_time(int clock, uint64_t at);

/* ---- time of processes ---- */

/// Returns the time that a thread, or its process, has spent on processors.
uint64_t ns_spent(const struct kspawn_task *task, bool by_thread);
/// A tick of the current processor in `mode`. Interrupts off.
void spend_tick(int mode);
/// Sets a countdown of the current process, unless `set` is NULL. Returns the one before.
struct countdown countdown_set(unsigned which, const struct countdown *set);
/// A process ends: its parent has its time.
void spent_end(struct kspawn_task *leader);
/// A thread takes its process over from the leader, for an exec. KSPAWN_LOCK_TREE is held, as for the next one.
void spent_exchange(struct process *task, struct process *leader);
void alarm_exchange(struct process *task, struct process *leader);
/// Sends a signal for each alarm whose time has come. Returns when the next one rings.
uint64_t alarms_ring(uint64_t now);
/// The clock went forward `by` ns, modulo 2^64: the alarms of its times ring sooner. KSPAWN_LOCK_TREE is held.
void alarms_move(uint64_t by);
/// Returns how often an alarm has rung that is `late` by so much.
uint64_t alarm_times(uint64_t late, uint64_t every);
/// Returns when an alarm rings and how often then, or sets it and returns what it was. The caller has KSPAWN_LOCK_TREE.
struct alarm alarm_change(struct alarm *alarm, const struct alarm *set);
/// Sets the alarm of the current process, unless `set` is NULL. Returns the one before.
struct alarm alarm_set(const struct alarm *set);
/// A task is freed.
void alarm_free(struct process *p);
/// A timer of the process has rung `times` times.
void timer_ring(struct timer *timer, uint64_t times);
/// The process has spent a tick: its timers that count its own time, or a thread's, may ring.
void timers_spend(struct process *leader);
/// Returns the overruns of the last signal that the program has taken. The caller has KSPAWN_LOCK_TREE.
int timer_overrun(const struct timer *timer);
/// Does the timer count the time that is spent?
bool timer_spends(const struct timer *timer);
/// Returns the time of its clock, or of machine_now() for a clock that ticks always.
uint64_t timer_now(const struct timer *timer);
/// Frees a timer that does not run and is in no list. The caller does not have KSPAWN_LOCK_TREE.
void timer_free(struct timer *timer);
/// Ends the timers of a process: it executes another program, or has exited.
void timers_free(struct process *leader);

/* ---- users ---- */

/// Is the current thread root's?
bool is_root(void);
/// May it change what belongs to a thread: is it root's or of the same user?
bool may_change(const struct process *p);
/// The child of the current thread has its parent's groups.
void groups_share(struct process *child, struct process *parent);
void groups_put(struct process *p);
bool groups_have(const struct groups *groups, unsigned gid);

/* ---- limits: getrlimit(2) ---- */

/// Gives a kernel thread, which becomes a program, the limits of the first program. -ENOMEM
int limits_start(struct process *p);
void limits_share(struct process *to, const struct process *from);
/// Two threads exchange their limits, under KSPAWN_LOCK_TREE: one takes the process over from its leader.
void limits_exchange(struct process *a, struct process *b);
void limits_put(struct process *p);
/// A process has spent another second of processors' time, `seconds` by now: it gets SIGXCPU each second from its soft limit
/// on, and SIGKILL at the hard one. (setrlimit(2))
void limits_spend(struct kspawn_task *leader, uint64_t seconds);
/// Returns a soft limit of the process of `task`, RLIMIT_*.
uint64_t limit_of(const struct kspawn_task *task, unsigned which);

/* ---- signals ---- */

void signals_start(void);
enum { QUEUED_BY_ONE = 256 }; /* signals that a process has queued, at the most: its limit at first */
/// The process may have no more realtime signals queued. The caller has KSPAWN_LOCK_TREE.
void signal_limit(struct process *leader, uint64_t most);
/// Actions of the child's own, unless it shares. 0 or -ENOMEM.
int signal_fork(struct kspawn_task *child, struct kspawn_task *parent, bool share);
/// For an exec by the current task. 0 or -ENOMEM.
int signal_unshare(struct kspawn_task *task);
/// Returns true if the current program will not see the result of its system call: it is killed, or a signal that waits
/// will end it. Each loop of a system call that can be long asks this, and ends. No lock of signals is held.
bool call_must_end(void);
/// The same for any signal that waits: the call then returns what it has done, or -EINTR.
bool call_interrupted(void);

/* ---- files ---- */

/* Threads with CLONE_FS share it: files_lock guards all except refs. */
struct fs {
	uint32_t refs;
	struct node *cwd, *root; /* held */
	unsigned umask;
};
/* Threads with CLONE_FILES share it: files_lock guards all except refs. */
struct files {
	uint32_t refs;
	struct file *file[FILES_MAX]; /* NULL: free; or kept for a file that is being opened */
	bool close_on_exec[FILES_MAX];
	int end; /* no descriptor from here up has been used */
};
struct files *files_new(void);
struct files *files_fork(struct files *files);
void files_put(struct files *files);
void files_exec(struct files *files);
/// `files`, if the caller alone has it, or a copy; a first one for NULL. NULL: no memory.
struct files *files_own(struct files *files);
/// The numbers of a new pipe's ends, to read and to write.
int pipe_open(int *fds, unsigned flags);
struct fs *fs_new(void);
struct fs *fs_fork(struct fs *fs);
void fs_put(struct fs *fs);

/// The tree of files, from the archive.
void files_start(void);
/// A program with a reference, which no file may write until it is closed; or NULL and a negative errno. Its path is that
/// of an execveat.
struct node *node_open_program(int dir, const char *path, bool follow, int *err, uint64_t *size);
void node_close_program(struct node *node);
/// One more that runs a program which is open; to be closed too.
struct node *node_keep_program(struct node *node);
long node_read(struct node *node, uint64_t offset, void *to, size_t n);
/// Finds the frame of a page of a file, with a reference, for a shared mapping. Stores 0 for a file of the archive that is
/// not `written`: its pages are copied. -EIO: past the end; -ENOMEM.
int node_frame(struct node *node, uint64_t offset, bool written, uintptr_t *frame);
void node_get(struct node *node);
void node_put(struct node *node);

/* ---- console ---- */

void console_start(void);
void console_poll(void);
long console_read(char *to, size_t n);
long console_write(const char *from, size_t n);
long console_ioctl(unsigned long request, uintptr_t arg);
bool console_ready(void);

/// 0 if the current process may read the terminal (SIGTTIN) or change it (SIGTTOU); otherwise
/// its group has been sent the signal, and this is the system call's result.
int jobs_check(int sig);
/// Sends the signal of a key to the foreground group. Any context.
void jobs_signal(int sig);
long jobs_ioctl(unsigned long request, uintptr_t arg);

/* ---- memory, strings, numbers ---- */

/// 64 bits without the compiler's library, which 32-bit machines divide by.
uint64_t divide(uint64_t value, uint32_t by);

void *memcpy(void *to, const void *from, size_t n);
void *memmove(void *to, const void *from, size_t n);
void *memset(void *to, int byte, size_t n);
int memcmp(const void *a, const void *b, size_t n);
size_t strlen(const char *s);
int strcmp(const char *a, const char *b);
int strncmp(const char *a, const char *b, size_t n);

#endif
