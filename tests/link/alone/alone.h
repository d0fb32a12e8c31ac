/* tests/link/alone/alone.h: a kernel of one processor that counts what it holds; each layer adds its hooks */
#ifndef KSPAWN_TESTS_LINK_ALONE_H
#define KSPAWN_TESTS_LINK_ALONE_H

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <kspawn/pt_regs.h>
#include <kspawn/errno.h>
#include <kspawn/kthread.h>

#define TASKS 32
#define STACK_SIZE 65536

/// A program is a C function: it runs on the kernel stack of its task, in place of user mode.
typedef void program_fn(void);

struct task {
	struct kspawn_task task;
	struct kspawn_pt_regs regs;
	bool ready;
	const uint32_t *word; /* sleeps on it, or NULL */
	program_fn *program;
	struct kspawn_mm *res[KSPAWN_RES_COUNT]; /* layer 2 */
};

extern struct task *all[TASKS];

/// What the kernel has given out and not got back.
struct held {
	int tasks, stacks, duplicates, images, resources;
};
extern struct held held;
extern uint32_t ends; /* processes that have ended */

void check(bool holds, const char *promise);
/// Prints what failed, and returns what main returns.
int result(void);

/// Returns true in the step that is to fail; every hook that can fail asks it.
bool fails(void);
/// Calls `operation` with its first step failing, with its second, and so on, until it succeeds, and checks that each
/// failure undoes everything and that there are at least `steps` of them. Returns the result of the success.
int fail_each(const char *name, int (*operation)(void), unsigned steps);

struct task *self(void);
/// Lets the other tasks run; on the first stack until no task is ready.
void others(void);
/// Makes the first stack the stack of `task`.
void become(struct kspawn_task *task);
/// The end of each creation.
_Noreturn void run_program(void);

#endif
