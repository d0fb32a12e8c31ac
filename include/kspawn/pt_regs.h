/* include/kspawn/pt_regs.h: struct kspawn_pt_regs, its offsets and accessors, from the port's list KSPAWN_PT_REGS */
#ifndef KSPAWN_PT_REGS_H
#define KSPAWN_PT_REGS_H

#include <kspawn/arch/frame.h>

/* Members that a port's frame.h names if they are others. */
#ifndef KSPAWN_PT_REGS_IP
#define KSPAWN_PT_REGS_IP pc
#endif
#ifndef KSPAWN_PT_REGS_SP
#define KSPAWN_PT_REGS_SP sp
#endif
#ifndef KSPAWN_PT_REGS_TLS
#define KSPAWN_PT_REGS_TLS tls
#endif

#ifdef __ASSEMBLER__
#define KSPAWN_REGS_WORDS(member, NAME, count) KSPAWN_LAYOUT_AT(KSPAWN_REGS_##NAME, count)
#define KSPAWN_REGS_WORD(member, NAME) KSPAWN_LAYOUT_AT(KSPAWN_REGS_##NAME, 1)
KSPAWN_LAYOUT_BEGIN
KSPAWN_PT_REGS(KSPAWN_REGS_WORD, KSPAWN_REGS_WORDS)
#else
#ifndef KSPAWN_NR_OF_PORT
#include <kspawn/nr_generic.h>
#endif

struct kspawn_pt_regs {
	KSPAWN_PT_REGS(KSPAWN_MEMBER, KSPAWN_MEMBERS)
};

#define KSPAWN_REGS_WORDS(member, NAME, count) KSPAWN_REGS_##NAME = offsetof(struct kspawn_pt_regs, member),
#define KSPAWN_REGS_WORD(member, NAME) KSPAWN_REGS_WORDS(member, NAME, 1)
enum { KSPAWN_PT_REGS(KSPAWN_REGS_WORD, KSPAWN_REGS_WORDS) };

KSPAWN_ASSERT(sizeof(struct kspawn_pt_regs) == KSPAWN_REGS_SIZE, "KSPAWN_REGS_SIZE is the size of the list");
KSPAWN_ASSERT(KSPAWN_REGS_SIZE % KSPAWN_STACK_ALIGN == 0, "the stack below pt_regs is aligned");

static inline uintptr_t kspawn_pt_regs_ip(const struct kspawn_pt_regs *r) { return r->KSPAWN_PT_REGS_IP; }
static inline uintptr_t kspawn_pt_regs_sp(const struct kspawn_pt_regs *r) { return r->KSPAWN_PT_REGS_SP; }
static inline uintptr_t kspawn_pt_regs_tls(const struct kspawn_pt_regs *r) { return r->KSPAWN_PT_REGS_TLS; }
static inline long kspawn_pt_regs_nr(const struct kspawn_pt_regs *r) { return (long)r->nr; }
static inline void kspawn_pt_regs_set_ip(struct kspawn_pt_regs *r, uintptr_t ip) { r->KSPAWN_PT_REGS_IP = ip; }
static inline void kspawn_pt_regs_set_sp(struct kspawn_pt_regs *r, uintptr_t sp) { r->KSPAWN_PT_REGS_SP = sp; }
static inline void kspawn_pt_regs_set_tls(struct kspawn_pt_regs *r, uintptr_t tls) { r->KSPAWN_PT_REGS_TLS = tls; }

/* The result of a system call. Where another member, or a bit of it, says that it is an errno, it is positive. (Linux,
 * syscall(2)) */
#ifdef KSPAWN_PT_REGS_RET_IS_ERRNO
#ifdef KSPAWN_PT_REGS_ERRNO_BIT
#define KSPAWN_PT_REGS_ERRNO_BITS ((KSPAWN_WORD_TYPE)KSPAWN_PT_REGS_ERRNO_BIT)
#else
#define KSPAWN_PT_REGS_ERRNO_BIT 1
#define KSPAWN_PT_REGS_ERRNO_BITS (~(KSPAWN_WORD_TYPE)0)
#define KSPAWN_PT_REGS_ERRNO_IS_ARG3 /* it is another argument's register too */
#endif
static inline long kspawn_pt_regs_ret(const struct kspawn_pt_regs *r)
{
	return (long)(r->KSPAWN_PT_REGS_RET_IS_ERRNO & KSPAWN_PT_REGS_ERRNO_BITS ? 0 - r->KSPAWN_PT_REGS_RET
										 : r->KSPAWN_PT_REGS_RET);
}

static inline void kspawn_pt_regs_set_ret(struct kspawn_pt_regs *r, long value)
{
	const bool error = value < 0 && value >= -1133; /* Linux's EMAXERRNO */
	r->KSPAWN_PT_REGS_RET = error ? 0 - (KSPAWN_WORD_TYPE)value : (KSPAWN_WORD_TYPE)value;
	r->KSPAWN_PT_REGS_RET_IS_ERRNO &= ~KSPAWN_PT_REGS_ERRNO_BITS;
	r->KSPAWN_PT_REGS_RET_IS_ERRNO |= error ? KSPAWN_PT_REGS_ERRNO_BIT : 0;
}
#else
static inline long kspawn_pt_regs_ret(const struct kspawn_pt_regs *r) { return (long)r->KSPAWN_PT_REGS_RET; }
static inline void kspawn_pt_regs_set_ret(struct kspawn_pt_regs *r, long value)
{
	r->KSPAWN_PT_REGS_RET = (KSPAWN_WORD_TYPE)value;
}
#endif

#ifndef KSPAWN_SYSCALL_SIZE
#define KSPAWN_SYSCALL_SIZE(r) 4 /* bytes of the system call instruction */
#endif
#ifndef KSPAWN_SYSCALL_RET_WAS
#define KSPAWN_SYSCALL_RET_WAS(r, arg0) (arg0) /* what the register of the result has before the call */
#endif
/// Undoes the instruction of the system call that has returned: it is executed again, with these arguments 0 and 3.
static inline void kspawn_pt_regs_rewind(struct kspawn_pt_regs *r, uintptr_t arg0, uintptr_t arg3)
{
	(void)arg0, (void)arg3;
	r->KSPAWN_PT_REGS_RET = KSPAWN_SYSCALL_RET_WAS(r, arg0);
#ifdef KSPAWN_PT_REGS_ERRNO_IS_ARG3
	r->KSPAWN_PT_REGS_RET_IS_ERRNO = arg3;
#endif
	r->KSPAWN_PT_REGS_IP -= KSPAWN_SYSCALL_SIZE(r);
}

/* Argument n of a system call, 0 to 5: a member, or the word at one of KSPAWN_PT_REGS_ARGS. */
static inline uintptr_t kspawn_pt_regs_arg(const struct kspawn_pt_regs *r, unsigned n)
{
#ifdef KSPAWN_PT_REGS_ARGS
	static const unsigned char at[6] = { KSPAWN_PT_REGS_ARGS };
	return *(const uintptr_t *)((const char *)r + at[n]);
#else
	return r->KSPAWN_PT_REGS_ARG(n);
#endif
}
#endif
#endif
