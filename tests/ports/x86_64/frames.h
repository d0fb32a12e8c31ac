/* tests/ports/x86_64/frames.h: forged registers, and what becomes of who returns with them */
#ifndef KSPAWN_TEST_FRAMES_H
#define KSPAWN_TEST_FRAMES_H

struct action {
	void (*handler)(int sig, void *info, void *context);
	unsigned long flags;
	void (*restorer)(void);
	unsigned long mask;
};

#define AX KSPAWN_REGS_AX
#define IP KSPAWN_REGS_IP
#define SP KSPAWN_REGS_SP
#define CS KSPAWN_REGS_CS
#define SS KSPAWN_REGS_SS
#define FLAGS KSPAWN_REGS_FLAGS
#define TLS KSPAWN_REGS_TLS

#define DIES KILLED(SIGSEGV)
#define LIVES EXITED(0)

/* name, word, bits that are kept, bits that are set, what becomes of it */
#define FORGERIES                                                                                                \
	{ "nothing", AX, ~0ul, 0, LIVES }, { "a result", AX, 0, 77, EXITED(77) },                                \
	{ "IOPL", FLAGS, ~0ul, 0x3000, DIES }, { "IOPL 1", FLAGS, ~0ul, 0x1000, DIES },                           \
	{ "NT", FLAGS, ~0ul, 0x4000, DIES }, { "VM", FLAGS, ~0ul, 0x20000, DIES },                               \
	{ "VIF", FLAGS, ~0ul, 0x80000, DIES }, { "VIP", FLAGS, ~0ul, 0x100000, DIES },                           \
	{ "no interrupts", FLAGS, ~0x200ul, 0, DIES }, { "no fixed bit", FLAGS, ~2ul, 0, DIES },                 \
	{ "reserved flags", FLAGS, ~0ul, 0x8028, DIES }, { "flags above 32 bits", FLAGS, ~0ul, 1ul << 32, DIES }, \
	{ "no flags", FLAGS, 0, 0, DIES }, { "all flags", FLAGS, 0, ~0ul, DIES },                                \
	{ "RF", FLAGS, ~0ul, 0x10000, LIVES }, { "AC", FLAGS, ~0ul, 0x40000, LIVES },                            \
	{ "ID", FLAGS, ~0ul, 0x200000, LIVES }, { "TF", FLAGS, ~0ul, 0x100, KILLED(SIGTRAP) },                   \
	{ "the kernel's code", CS, 0, 0x10, DIES }, { "the kernel's code, as a program", CS, 0, 0x13, DIES },    \
	{ "its code, as the kernel", CS, 0, 0x30, DIES }, { "no code", CS, 0, 0, DIES },                         \
	{ "code of 32 bits", CS, 0, 0x23, DIES }, { "a task as code", CS, 0, 0x43, DIES },                       \
	{ "code of an LDT", CS, 0, 0x37, DIES }, { "code beyond the table", CS, 0, 0xfff3, DIES },               \
	{ "code and more", CS, ~0ul, 0x10000, DIES }, { "data as code", CS, 0, 0x2b, DIES },                     \
	{ "the kernel's stack", SS, 0, 0x18, DIES }, { "the kernel's stack, as a program", SS, 0, 0x1b, DIES },  \
	{ "no stack", SS, 0, 0, DIES }, { "no stack, as a program", SS, 0, 3, DIES },                            \
	{ "code as stack", SS, 0, 0x33, DIES }, { "its stack, as the kernel", SS, 0, 0x28, DIES },               \
	{ "TLS in the kernel", TLS, 0, 0xffff800000000000, DIES }, { "TLS nowhere", TLS, 0, 0x800000000000, DIES }, \
	{ "TLS at the end", TLS, 0, 0x7ffffffffff8, LIVES }

/* A system call is left by SYSRET if rcx and r11 say what ip and flags say, else by IRET. */
enum { VARIANTS = 2 };
static const char *const variants[VARIANTS] = { "by SYSRET", "by IRET" };
static inline void forge_variant(struct kspawn_pt_regs *regs, int variant)
{
	regs->cx = variant == 0 ? regs->ip : 0;
	regs->r11 = variant == 0 ? regs->flags : 0;
}

#endif
