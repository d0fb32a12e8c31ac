/* tests/explore/kernel/internal.hpp: what the parts of the kernel share */
#pragma once
#include <kspawn/sched.h>
#include <kspawn/signal.h>

#include "kernel.hpp"

#define HERE (uintptr_t(__builtin_return_address(0)) - 1)

namespace kernel {

/* ---- tasks.cpp ---- */

struct proc {
	kspawn_task task;
	alignas(16) kspawn_pt_regs regs;
	kspawn_waiter waiter; /* as on its stack */
	kspawn_signals signals;
	uint32_t stack_cell; /* written by what runs on the stack, and by what frees it */
};
static_assert(sizeof(proc) <= explore::slot_size);

/// A handler that has been entered: what is on the user stack then.
struct handler_frame {
	signal_handler run;
	int sig;
	kspawn_sigset mask;
	kspawn_pt_regs regs;
};

/// Counted, such as an address space.
struct counted : explore::object {
	int refs;
	uint32_t words[256]; /* of user memory, from user_data on */
};

/// What a process does when a child ends.
enum class child_action { none, ignore, handle };

/// What the checker keeps for a task; never freed.
struct hproc {
	enum { none, used, freed } st;
	explore::object lock; /* the kernel's own lock of a process: asleep, queued, signalled */
	bool asleep, queued, published, stack_freed, idle, is_dead, signalled, dies_with_parent;
	child_action on_child;
	kspawn_sleep sleep; /* with `word` and `slept`, how, where and since when it sleeps */
	const uint32_t *word;
	unsigned slept;
	int stack_vp; /* the processor that runs on its stack, or -1 */
	counted *res[KSPAWN_RES_COUNT];
	int pid;    /* at its creation */
	bool timed; /* its sleep ends when time_passes() was called */
	uintptr_t robust_list;
	handler_frame frames[4];
	int frames_used;
};

extern hproc hp[explore::slots_max];
extern int slots_used;
proc *slot(int n);
int index_of(const kspawn_task *task);
inline proc *proc_of(kspawn_task *task) { return reinterpret_cast<proc *>(task); }
inline hproc &host_of(const kspawn_task *task) { return hp[index_of(task)]; }
hproc &current_host();
explore::object fresh(const char *name);
extern explore::object alloc_object;
void tasks_reset();

/* ---- arena: slots of tasks, the pid table, its slots, words to sleep on ---- */

constexpr size_t pid_at = explore::slots_max * explore::slot_size;
constexpr size_t pid_slots_at = pid_at + 64;
constexpr int pids_most = 32;
constexpr size_t words_at = pid_slots_at + pids_most * sizeof(kspawn_pid_slot);
constexpr int words_max = 16;
constexpr size_t queues_at = words_at + words_max * 8;
constexpr size_t layer5_at = explore::arena_size / 2;

/* ---- locks.cpp: the rules of host.h ---- */

extern explore::lock core_locks[KSPAWN_LOCK_COUNT];
void locks_reset();
void take_lock(explore::lock &l, uintptr_t pc);
/// The same right after a point: between two points there is an event, or the second looks like the first.
void take_lock_here(explore::lock &l);
void give_lock(explore::lock &l);
void may_sleep(const char *hook);
void no_core_lock(const char *hook);
void under_tree(const char *hook);

/* ---- run_queue.cpp, switch.cpp ---- */

extern explore::object queue_object;
void queue_reset();
/// Makes a task runnable; the caller has the scheduler's lock.
void push(int n, explore::op what);
void publish(int n, explore::op what); /* takes it */
/// The next task, which is off its old processor, or NULL.
kspawn_task *take();
/// Switches to it, if there is another.
void schedule();

/* ---- words.cpp, sleep.cpp, signals.cpp ---- */

void words_reset();
explore::object &word_object(const uint32_t *word);
/// Wakes `task` if its sleep is of this kind or a lighter one; the caller has its lock, which is released.
void end_sleep(kspawn_task *task, kspawn_sleep least);
/// The hook `name`, called at `pc`: ends a sleep of this kind or a lighter one.
void kick(kspawn_task *task, kspawn_sleep least, const char *name, uintptr_t pc);
bool is_signalled(const kspawn_task *task);
/// The signals of the current task are handled on the way to user mode.
void handle_signals();

/* ---- layer5.cpp, signal_user.cpp ---- */

/// Before the first user task.
void layer5_begin();
/// What is left of signals at the end.
void layer5_check();
void layer5_get(kspawn_task *child, kspawn_task *parent, bool share);
void layer5_put(kspawn_task *task);
/// Returns true if layer 5 ends an interruptible sleep of the current task.
bool layer5_pending(const kspawn_task *task);
/// The way to user mode, and the handlers that run there.
void layer5_enter_user();

/* ---- futex.cpp ---- */

void futexes_reset();
bool time_is_up();

/* ---- files.cpp ---- */

/// The copy has no file where a number is reserved.
void files_copied(counted &files);
/// The last task that has them drops them.
void files_closed(const counted &files);

/* ---- queues.cpp ---- */

/// The scheduler's lock, if the scenario has the queues of sched.h; right after a point.
class sched_hold {
public:
	sched_hold();
	~sched_hold();
	sched_hold(const sched_hold &) = delete;
	sched_hold &operator=(const sched_hold &) = delete;

private:
	bool irq_was;
};
void queues_reset();
void queue_sleeper(int n);
void unqueue_sleeper(int n);
/// The oldest that sleeps on `word`, or -1.
int take_sleeper(const uint32_t *word);
void queue_ready(int n);
/// Takes the oldest, which is n, or none for -1.
void dequeue_ready(int n);

/* ---- resources.cpp, programs.cpp, user.cpp, boot.cpp, scenario.cpp ---- */

counted *new_thing(const char *name);
void put_thing(counted *c);
/// A step on one, which has a lock of its own.
void step_on(counted &c, explore::op what = explore::op_mm);
int things_in_use();
void things_reset();
int program_number(program p);
[[noreturn]] void run_program(kspawn_pt_regs *regs);
extern int open_images;
void programs_reset();
void spawn_reset();
extern bool booted[explore::max_vp];
unsigned char *stack_of(int n);
constexpr size_t stack_size = 256 * 1024;
void scenario_reset();
extern explore::object word_objects[32];
extern int interrupts_left;
extern explore::lock handler_lock; /* held while it runs */

} // namespace kernel
