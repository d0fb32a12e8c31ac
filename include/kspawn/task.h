/* include/kspawn/task.h: the part of a task that the core keeps (layer 1) */
#ifndef KSPAWN_TASK_H
#define KSPAWN_TASK_H

#include <kspawn/arch.h>
#include <kspawn/assert.h>

#ifdef __cplusplus
extern "C" {
#endif

/// The state of a task. Your kernel keeps runnable, running and sleeping itself.
enum kspawn_task_state {
	KSPAWN_TASK_NEW,    /* being created: cannot be found or run */
	KSPAWN_TASK_LIVE,   /* published */
	KSPAWN_TASK_DEAD,   /* exited, in its last switch */
	KSPAWN_TASK_ZOMBIE, /* its stack is freed; not yet reaped, or its group has threads left */
};

/// Bits of kspawn_task.flags, changed under KSPAWN_LOCK_TREE.
enum kspawn_task_flag {
	KSPAWN_TF_KTHREAD = 1 << 0,    /* has never entered user mode; an exec clears it */
	KSPAWN_TF_IDLE = 1 << 1,       /* a processor's idle task */
	KSPAWN_TF_KILLED = 1 << 2,     /* exits before it enters user mode again */
	KSPAWN_TF_EXITING = 1 << 3,    /* is inside kspawn_exit */
	KSPAWN_TF_AUTOREAP = 1 << 4,   /* freed when it exits, without a wait */
	KSPAWN_TF_LAST = 1 << 5,       /* the last of its group to exit */
	KSPAWN_TF_AWAITED = 1 << 6,    /* leader: a thread may sleep in a wait, for `event` */
	KSPAWN_TF_GROUP_EXIT = 1 << 7, /* leader: the group is exiting with group_code */
	KSPAWN_TF_GROUP_EXEC = 1 << 8, /* leader: one thread of the group is in exec */
	KSPAWN_TF_LINKED = 1 << 9,     /* its last put removes it from lists of other tasks */
	KSPAWN_TF_SUBREAPER = 1 << 10, /* leader: adopts the orphans among its descendants */
	KSPAWN_TF_PARENT = 1 << 11,    /* thread: has created a process; leader: its process has or had children */
	KSPAWN_TF_ORPHANED = 1 << 12,  /* kspawn_parent_died must be called for it */
};

/// Embedded in the kernel's own process structure, which keeps memory, files,
/// names and queue links. Zeroed or recycled by kspawn_task_alloc. KSPAWN_LOCK_TREE guards the
/// family tree (from `parent` to `threads`). `children`, `zombies`, `event` and the
/// counts are used in the leader alone, which stands for the process. A processor writes
/// one line of its cache back at a time: what the same step of a life writes is together.
struct kspawn_task {
	struct kspawn_thread thread; /* first: a thread's address is its task's */
	void *stack;                 /* lowest byte; NULL once freed */
	int32_t pid;                 /* of this thread */
	int32_t tgid;                /* of its process */
	uint32_t state;              /* enum kspawn_task_state */
	uint32_t on_cpu;             /* 1 from before the switch to it until its registers are saved */
	uint32_t refs;               /* holders of this structure and of its pid */
	uint32_t flags;              /* enum kspawn_task_flag */
	int32_t exit_code;           /* wait status: code << 8 | signal */
	int32_t exit_signal;         /* sent to the parent; 0: none */
	uint32_t live;               /* threads that have not begun to exit */
	uint32_t threads;            /* threads whose stack is not yet freed */
	uint32_t kthread;            /* enum kthread_bit, the core's own; tasks sleep on it */
	union {
		int32_t result;     /* kernel thread: the result of fn */
		int32_t parent_tid; /* process from clone: the thread of its parent that created it */
	};

	struct kspawn_task *parent;        /* a leader, or NULL */
	struct kspawn_task *sibling;       /* next of parent's children or zombies */
	struct kspawn_task **sibling_prev; /* the word that points here, or NULL */
	struct kspawn_task *leader;        /* itself in a leader; held by the other threads */
	struct kspawn_task *thread_next;   /* ring of the group; dead leaders stay in it until they are freed */
	struct kspawn_task *children;      /* that have not ended */
	struct kspawn_task *zombies;       /* children not yet reaped, oldest first */
	struct kspawn_task **zombies_end;  /* the word that ends the list of zombies */

	struct kspawn_pt_regs *regs; /* user registers, for life */
	size_t stack_size;           /* bytes, without a pt_regs that is on it */
	int32_t pgid;                /* of its process group; your kernel sets it, in the leader */
	uint32_t event;              /* counts events of children and threads; waits and exec sleep on it */
	int32_t group_code;          /* wait status of the whole group, with GROUP_EXIT */
	uint32_t vfork_word;         /* 1 while the parent waits for exec or exit */
	uintptr_t clear_tid;         /* user address zeroed when the address space is released, or 0 */
};

/// Adds a holder of `task` and of its pid. Any context.
void kspawn_task_get(struct kspawn_task *task);
/// Drops a holder. The last one calls kspawn_task_free, and may take
/// KSPAWN_LOCK_TREE. Any context that may take that lock.
void kspawn_task_put(struct kspawn_task *task);
/// Returns the leader of the process of `task`, with a reference that the caller
/// puts. The caller holds a reference to `task`. The process is found even if a
/// thread in exec has taken the place of `task`. `task->leader` itself may be read
/// only under KSPAWN_LOCK_TREE, and in the current task. Any context that may take
/// that lock.
struct kspawn_task *kspawn_leader_get(struct kspawn_task *task);

/// Your scheduler must call this after every return of switch_to and in
/// schedule_tail, with its locks released. Clears prev->on_cpu. If `prev` has exited,
/// frees its stack, then frees `prev` or makes it a zombie. Interrupts in any state.
void kspawn_finish_switch(struct kspawn_thread *prev);

/// Your kspawn_final_switch must call this with interrupts off, right before the
/// last switch of the current task.
void kspawn_task_finish(struct kspawn_task *task);

/// Makes a task that kspawn_task_free got ready for another creation, in place of
/// zeroes: call it in kspawn_task_alloc, and set `pid` and your own fields after it. It
/// writes only what the last life left behind. `regs`, `stack_size`, `pgid` and `stack`,
/// which is NULL after a life, are yours to set, too. Zero a structure before its first
/// life. While it is free, `thread_next` may link it into your list. Takes no lock.
/// Interrupts in any state.
void kspawn_task_recycle(struct kspawn_task *task);

/// Initialises `idle`, in your storage, as a processor's idle task with pid 0. The
/// code already running on that processor becomes this task. It never runs the
/// trampoline; its first switch to another task sets `sp`. Returns 0 or a negative
/// errno of arch_dup_task. Interrupts in any state. (linux-arch, October 2012)
int kspawn_fork_idle(struct kspawn_task *idle);

#if UINTPTR_MAX > 0xffffffffu
#define KSPAWN_TASK_SIZE 168
#else
#define KSPAWN_TASK_SIZE 116
#endif

KSPAWN_ASSERT(offsetof(struct kspawn_task, thread) == 0, "schedule_tail and finish_switch take a thread for its task");

/* Compiler flags that change the layout fail here; another version of the library fails to link. */
KSPAWN_ASSERT(sizeof(struct kspawn_task) == KSPAWN_TASK_SIZE, "kspawn_task: these flags change its layout");
extern const char kspawn_abi_2;
__attribute__((used)) static const char *const kspawn_abi_check = &kspawn_abi_2;

#ifdef __cplusplus
}
#endif
#endif
