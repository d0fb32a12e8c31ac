/* tests/explore/kernel/internal.hpp: what the parts of the kernel share */
#pragma once
#include "kernel.hpp"

#define HERE (uintptr_t(__builtin_return_address(0)) - 1)

namespace kernel {

/* ---- tasks.cpp ---- */

struct proc {
	kspawn_task task;
	alignas(16) kspawn_pt_regs regs;
	uint32_t stack_cell; /* written by what runs on the stack, and by what frees it */
};
static_assert(sizeof(proc) <= explore::slot_size);

/// Counted, such as an address space.
struct counted : explore::object {
	int refs;
	uint32_t words[256]; /* of user memory, from user_data on */
};

/// What the checker keeps for a task; never freed.
struct hproc {
	enum { none, used, freed } st;
	explore::object lock; /* the kernel's own lock of a process: asleep, killable, queued */
	bool asleep, killable, queued, published, stack_freed, idle, is_dead, ignores_children;
	const uint32_t *word;
	int stack_vp; /* the processor that runs on its stack, or -1 */
	counted *res[KSPAWN_RES_COUNT];
	int pid; /* at its creation */
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

/* ---- locks.cpp: the rules of host.h ---- */

extern explore::lock core_locks[KSPAWN_LOCK_COUNT];
void locks_reset();
void take_lock(explore::lock &l, uintptr_t pc);
void give_lock(explore::lock &l);
void may_sleep(const char *hook);
void no_core_lock(const char *hook);
void under_tree(const char *hook);

/* ---- run_queue.cpp ---- */

extern explore::object queue_object;
void queue_reset();
void push(int n, explore::op what);
/// Switches to the next task, if there is another.
void schedule();

/* ---- sleep.cpp ---- */

void words_reset();
explore::object &word_object(const uint32_t *word);
void wake_one(int n, explore::op what);

/* ---- resources.cpp, programs.cpp, user.cpp, boot.cpp, scenario.cpp ---- */

counted *new_thing(const char *name);
void put_thing(counted *c);
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
