/* src/user/kspawn_user.h: what a user program has instead of a libc */
#ifndef KSPAWN_USER_H
#define KSPAWN_USER_H

/* A program for `./kspawn run`:
 *
 *	#include <kspawn_user.h>
 *
 *	int main(int argc, char **argv, char **envp)
 *	{
 *		(void)envp;
 *		print("hello from pid %d, %s, %d arguments\n", sys_getpid(), argv[0], argc - 1);
 *		return 0;
 *	}
 *
 *	CC -std=c11 -O2 -ffreestanding -fno-stack-protector -fno-pie -static -nostdlib -Wl,--build-id=none
 *	   -Wl,-z,max-page-size=4096 -T user.ld INCLUDES hello.c start.S runtime.c print.c -o hello
 *
 * aarch64 adds -mno-outline-atomics, whose helpers are libgcc's. No red zone
 * needs to be given up: every call of the gate is out of line. A static-PIE is
 * made with -fPIE -static-pie in place of -fno-pie -static and without
 * user.ld; the runtime relocates it.
 *
 * execve passes in AT_SYSINFO the address of the gate. A system call is a call of
 * the gate with Linux's registers of the port (syscall(2)). Without AT_SYSINFO
 * the machine's own instruction is used, so programs run under Linux too. */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <kspawn/pt_regs.h> /* KSPAWN_NR_*, KSPAWN_CLONE_ARGS */

#ifdef __cplusplus
extern "C" {
#endif
#pragma GCC visibility push(hidden)

/// The program's own: its value is the exit status. `envp` is ended by NULL.
int main(int argc, char **argv, char **envp);

/// Any system call: its result or a negative errno. Unused arguments are 0.
/// A call that lets two tasks return on one stack needs sys_vfork instead.
long sys(long nr, long a0, long a1, long a2, long a3, long a4, long a5);

/// What `sys` calls: the gate of AT_SYSINFO or kspawn_machine_call. It is called
/// with the registers of a system call, from assembly alone.
extern void (*kspawn_gate)(void);
void kspawn_machine_call(void);

/* Types of the auxiliary vector, by Linux's numbers. */
enum aux_type {
	AT_NULL,
	AT_PHDR = 3,
	AT_PHENT = 4,
	AT_PHNUM = 5,
	AT_PAGESZ = 6,
	AT_BASE = 7,
	AT_ENTRY = 9,
	AT_SECURE = 23,
	AT_RANDOM = 25,
	AT_EXECFN = 31,
	AT_SYSINFO = 32,
};

/// The value of an entry of the auxiliary vector, or 0.
unsigned long aux(unsigned long type);
/// The vector: pairs of type and value, ended by AT_NULL.
extern const unsigned long *kspawn_auxv;

/// Formats to standard output: %s %c %d %u %x %p %%, with l for long. What fits
/// in 512 bytes is one write.
__attribute__((format(printf, 1, 2))) void print(const char *format, ...);

size_t strlen(const char *s);
int strcmp(const char *a, const char *b);
void *memcpy(void *to, const void *from, size_t n);
void *memmove(void *to, const void *from, size_t n);
void *memset(void *to, int byte, size_t n);
int memcmp(const void *a, const void *b, size_t n);

/// A child on the same memory and stack; the parent continues when it has exec'ed
/// or exited. The child may return from here, but not from its caller. (vfork(2))
__attribute__((returns_twice)) long sys_vfork(void);

/// clone on a new stack with `fn` and `arg` on top; called by sys_thread.
long kspawn_clone_call(long nr, long a0, long a1, long a2, long a3, long a4, long a5);

#include <kspawn_user_port.h> /* further numbers, TLS and more */

/* What assembly has, which sees no enumerators. */
#ifdef KSPAWN_USER_NR_CLONE
KSPAWN_ASSERT((int)KSPAWN_USER_NR_CLONE == (int)KSPAWN_NR_clone, "clone");
#endif
#ifdef KSPAWN_USER_NR_VFORK
KSPAWN_ASSERT((int)KSPAWN_USER_NR_VFORK == (int)KSPAWN_NR_vfork, "vfork");
#endif

#ifndef KSPAWN_USER_GENERIC_H /* where there is a call for it */
static inline long sys_fork(void) { return sys(KSPAWN_NR_fork, 0, 0, 0, 0, 0, 0); }
#endif

/* A port has the text of an instruction, or of a system call the number and the first two arguments; or functions of its own. */
/// The first word of `block` must be its own address, since ports differ.
static inline long tls_set(void *block);
#if defined(KSPAWN_USER_TLS_SET)
static inline long tls_set(void *block)
{
	__asm__ volatile(KSPAWN_USER_TLS_SET : "+r"(block) : : "memory");
	return 0;
}
#elif defined(KSPAWN_USER_TLS_CALL)
static inline long tls_set(void *block) { return sys(KSPAWN_USER_TLS_CALL((long)block), 0, 0, 0, 0); }
#endif
#ifdef KSPAWN_USER_TLS_GET
static inline void *tls_get(void)
{
	void *block;

	__asm__ volatile(KSPAWN_USER_TLS_GET : "=r"(block));
	return block;
}
#endif

/// An instruction that no machine of the port has.
#ifndef KSPAWN_USER_ILLEGAL
#define KSPAWN_USER_ILLEGAL ".byte 0x0f, 0x0b, 0, 0" /* UD2 on x86, UDF on AArch64 */
#endif

#define CLONE_VM 0x00000100ul
#define CLONE_FS 0x00000200ul
#define CLONE_FILES 0x00000400ul
#define CLONE_SIGHAND 0x00000800ul
#define CLONE_VFORK 0x00004000ul
#define CLONE_THREAD 0x00010000ul
#define CLONE_SYSVSEM 0x00040000ul
#define CLONE_SETTLS 0x00080000ul
#define CLONE_PARENT_SETTID 0x00100000ul
#define CLONE_CHILD_CLEARTID 0x00200000ul
#define CLONE_CHILD_SETTID 0x01000000ul

#define WNOHANG 1

/* What clone takes for this TLS: a port whose clone takes a descriptor writes it to `words`, and gives its address. */
#ifndef KSPAWN_USER_TLS_ARGUMENT
#define KSPAWN_USER_TLS_ARGUMENT(words, tls) ((void)(words), (tls))
#endif

/// Puts the arguments of clone where the port's Linux has them.
static inline void kspawn_clone_arguments(long args[6], unsigned long flags, void *stack, int *parent_tid, int *child_tid,
					  void *tls)
{
	static const unsigned at[] = { KSPAWN_CLONE_ARGS };

	for (int i = 0; i < 6; i++)
		args[i] = 0;
	args[at[0]] = (long)flags;
	args[at[1]] = (long)stack;
	args[at[2]] = (long)parent_tid;
	args[at[3]] = (long)child_tid;
	args[at[4]] = (long)tls;
}

/// clone without a stack of its own. Without CLONE_VM only: the child returns on
/// its copy of the stack.
static inline long sys_clone(unsigned long flags, int *parent_tid, int *child_tid, void *tls)
{
	long a[6], words[4];

	kspawn_clone_arguments(a, flags, NULL, parent_tid, child_tid, KSPAWN_USER_TLS_ARGUMENT(words, tls));
	return sys(KSPAWN_NR_clone, a[0], a[1], a[2], a[3], a[4], a[5]);
}

/// clone whose child runs fn(arg) on the stack below `top`, which is 16-aligned,
/// and ends as a thread with what it returned.
static inline long sys_thread(unsigned long flags, void *top, int (*fn)(void *), void *arg, int *parent_tid, int *child_tid,
			      void *tls)
{
	uintptr_t *sp = (uintptr_t *)top - 2;
	long a[6], words[4];

	sp[0] = (uintptr_t)fn;
	sp[1] = (uintptr_t)arg;
	kspawn_clone_arguments(a, flags, sp, parent_tid, child_tid, KSPAWN_USER_TLS_ARGUMENT(words, tls));
	return kspawn_clone_call(KSPAWN_NR_clone, a[0], a[1], a[2], a[3], a[4], a[5]);
}

static inline long sys_execve(const char *path, const char *const *argv, const char *const *envp)
{
	return sys(KSPAWN_NR_execve, (long)path, (long)argv, (long)envp, 0, 0, 0);
}

/// Ends the calling thread.
__attribute__((noreturn)) static inline void sys_exit(int status)
{
	for (;;)
		sys(KSPAWN_NR_exit, status, 0, 0, 0, 0, 0);
}

/// Ends the process.
__attribute__((noreturn)) static inline void sys_exit_group(int status)
{
	for (;;)
		sys(KSPAWN_NR_exit_group, status, 0, 0, 0, 0, 0);
}

static inline int sys_wait4(int pid, int *status, int options)
{
	return (int)sys(KSPAWN_NR_wait4, pid, (long)status, options, 0, 0, 0);
}

static inline int sys_getpid(void) { return (int)sys(KSPAWN_NR_getpid, 0, 0, 0, 0, 0, 0); }
static inline int sys_getppid(void) { return (int)sys(KSPAWN_NR_getppid, 0, 0, 0, 0, 0, 0); }
static inline int sys_gettid(void) { return (int)sys(KSPAWN_NR_gettid, 0, 0, 0, 0, 0, 0); }
static inline int sys_sched_yield(void) { return (int)sys(KSPAWN_NR_sched_yield, 0, 0, 0, 0, 0, 0); }

/// The word is zeroed when the calling thread releases its address space. Returns its tid.
static inline int sys_set_tid_address(int *word) { return (int)sys(KSPAWN_NR_set_tid_address, (long)word, 0, 0, 0, 0, 0); }

static inline long sys_write(int fd, const void *from, size_t n)
{
	return sys(KSPAWN_NR_write, fd, (long)from, (long)n, 0, 0, 0);
}

static inline int sys_kill(int pid, int sig) { return (int)sys(KSPAWN_NR_kill, pid, sig, 0, 0, 0, 0); }

#pragma GCC visibility pop
#ifdef __cplusplus
}
#endif
#endif
