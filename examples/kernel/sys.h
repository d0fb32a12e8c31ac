/* sys.h: the tables of system calls, one for each file of them */
#ifndef SYS_H
#define SYS_H

#include "kernel.h"

enum { SYS_CALLS = 512 };

typedef long sys_fn(const uintptr_t *a); /* the six arguments */
struct sys_call {
	sys_fn *call;
	const char *name;
};
#define SYS(name) [__NR_##name] = { sys_##name, #name }

extern const struct sys_call sys_file_calls[SYS_CALLS], sys_memory_calls[SYS_CALLS], sys_process_calls[SYS_CALLS];

#endif
