/* kernel.h: what the files of this kernel share */
#ifndef KERNEL_H
#define KERNEL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <asm/errno.h>
#include <asm/signal.h>

#include <kspawn/entry.h>
#include <kspawn/pid.h>
#include <kspawn/sched.h>

#define PAGE 4096ul
#define PAGE_UP(x) (((uintptr_t)(x) + PAGE - 1) & -PAGE)

/* Programs are here; the kernel and its devices are at their physical addresses, elsewhere. */
#define USER_LOW 0x18000000ul
#define USER_HIGH 0x20000000ul
#define USER_STACK_SIZE (16 * PAGE)

enum { TASKS = 32, STACK_SIZE = 4 * 4096 };

/* ---- console.c, lib.c ---- */

void print(const char *text);
void print_number(long value);
void *memcpy(void *to, const void *from, size_t n);
void *memset(void *to, int byte, size_t n);
bool same_text(const char *a, const char *b);

/* ---- frames.c: pages of memory ---- */

void frames_start(uintptr_t start, uintptr_t end);
/// The address of a zeroed page, or 0.
uintptr_t frame_alloc(void);
void frame_free(uintptr_t frame);

/* ---- page.c: page tables ---- */

/// A page table that has the kernel and no program, or 0; its address.
uintptr_t page_root_new(void);
/// Frees the tables and the pages of the program.
void page_root_free(uintptr_t root);
/// A new, zeroed page at `addr` for a program. False: no memory.
bool page_add(uintptr_t root, uintptr_t addr, int prot);
/// The address of the page's memory, or NULL: there is none, or it may not be written to.
void *page_find(uintptr_t root, uintptr_t addr, bool write);
/// A copy of each page of a program. False: no memory.
bool page_copy_all(uintptr_t to, uintptr_t from);

/* ---- memory.c: address spaces ---- */

struct kspawn_mm {
	int refs;
	uintptr_t root;
};
struct kspawn_mm *mm_new(void);
void mm_put(struct kspawn_mm *mm);
enum copy { COPY_IN, COPY_OUT, COPY_OUT_ANYWHERE }; /* from a program; to it; also where it may not write */
int mm_copy(struct kspawn_mm *mm, uintptr_t user, void *kernel, size_t n, enum copy how);

/* ---- tar.c: the files ---- */

struct file {
	const char *start;
	size_t size;
};
/// -ENOENT
int file_find(const char *path, struct file *out);

/* ---- layer1.c: tasks ---- */

struct process {
	struct kspawn_task task; /* first */
	struct kspawn_mm *mm;    /* NULL: a kernel thread */
	bool used;
	struct kspawn_waiter waiter;
	_Alignas(KSPAWN_USER_STATE_ALIGN) unsigned char user_state[KSPAWN_USER_STATE_SIZE]; /* floating point */
};
struct cpu {
	struct kspawn_entry_cpu entry; /* first */
	struct kspawn_task *current;
	struct process idle;
};
extern struct cpu cpu;
extern struct kspawn_pid_table pids;
static inline struct process *process_of(struct kspawn_task *task) { return (struct process *)task; }
static inline struct process *current(void) { return process_of(cpu.current); }
void tasks_start(void);

/* ---- layer0.c: the switch ---- */

void scheduler_start(void);
/// Runs the next task. The current one is queued, asleep or has exited.
void schedule(void);
void ready(struct kspawn_task *task);
/// Loads the address space and floating point of `p`.
void load_user(struct process *p);
void yield(void);
_Noreturn void idle_loop(void);

/* ---- the machine: machine/machine.c and machine/paging.h ---- */

extern uintptr_t kernel_root;
/// Lets the processor use `root`. The kernel is in every root.
void machine_load_root(uintptr_t root);
/// Gives a new root what the kernel needs to see.
bool machine_map_kernel(uintptr_t root);
/// Before there are page tables: vectors and the like.
void machine_start(void);
/// Turns page tables on.
void machine_paging(uintptr_t root);
/// Code that was written to a page is fetched as it is.
void machine_sync_code(void *page);
extern const uintptr_t machine_ram_end;

#endif
