/* tests/system/kernel/gates.c: every register over a trap in the kernel, by each gate, and over the report of a full stack;
 * and registers that may not enter user mode, which the kernel's own hook lets through
 *
 * The linker puts these between the kernel and what they are named after. With the option `lose=` word n is forgotten. */
#include <kspawn/exec.h>
#include <kspawn/kthread.h>
#include <kspawn/wait.h>

#include "kernel.h"
#include "gates.h"

enum { ROUNDS = 4, WORDS = sizeof(struct kspawn_pt_regs) / sizeof(uintptr_t) };

struct gate gate;
static struct kspawn_pt_regs want, got;
static uintptr_t emergency; /* as it was in the beginning */
static unsigned way, traps, failed;
static bool running;

static void complain(const char *when, unsigned word, uintptr_t is, uintptr_t should)
{
	failed++;
	if (failed < 10)
		log_line("gates: way %u, %s: word %u is %lx, not %lx", way, when, word, (unsigned long)is, (unsigned long)should);
}

static void compare(const char *when, const struct kspawn_pt_regs *regs, uint64_t words)
{
	const uintptr_t *is = (const uintptr_t *)regs, *should = (const uintptr_t *)&want;

	for (unsigned i = 0; i < WORDS; i++) {
		if (words >> i & 1 && is[i] != should[i])
			complain(when, i, is[i], should[i]);
	}
}

/* Marsaglia's xorshift */
static uint64_t random_word(void)
{
	static uint64_t word = 88172645463325252u;

	word ^= word << 13;
	word ^= word >> 7;
	word ^= word << 17;
	return word;
}

/* The handler's own registers may hold what was interrupted: only what is changed shows that all is loaded. */
static void change(struct kspawn_pt_regs *regs)
{
	for (unsigned i = 0; i < WORDS; i++) {
		if ((uint64_t)GATE_FREE >> i & 1)
			((uintptr_t *)regs)[i] = ((uintptr_t *)&want)[i] = (uintptr_t)random_word();
	}
	regs->KSPAWN_PT_REGS_STATUS ^= GATE_FLIP;
	want.KSPAWN_PT_REGS_STATUS ^= GATE_FLIP;
}

/* Compilers keep the alignment of the stack that a function is called with. */
static void check_alignment(void)
{
	_Alignas(KSPAWN_STACK_ALIGN) char here[KSPAWN_STACK_ALIGN];
	uintptr_t at = (uintptr_t)here;

	__asm__ volatile("" : "+r"(at));
	if (at % KSPAWN_STACK_ALIGN)
		complain("the alignment of the stack", 0, at, at & -(uintptr_t)KSPAWN_STACK_ALIGN);
}

static bool passed(struct kspawn_pt_regs *regs, uintptr_t cause, uintptr_t detail, bool full)
{
	const bool ours = running && kspawn_pt_regs_ip(regs) == (uintptr_t)gate_at;

	if (!ours)
		return false;
	traps++;
	compare("at entry", regs, GATE_FREE | GATE_KEPT);
	if ((uintptr_t)(regs + 1) != (full ? emergency : GATE_END(way, kspawn_pt_regs_sp(&want))))
		complain("at entry: where the registers end", 0, (uintptr_t)(regs + 1), kspawn_pt_regs_sp(&want));
	if (!gate_check(way, regs, &want, cause, detail, full))
		complain("at entry: cause", (unsigned)cause, detail, 0);
	change(regs);
	kspawn_pt_regs_set_ip(regs, (uintptr_t)gate_back);
	return true;
}

void __real_kspawn_entry_trap(struct kspawn_pt_regs *regs, uintptr_t cause, uintptr_t detail);
void __wrap_kspawn_entry_trap(struct kspawn_pt_regs *regs, uintptr_t cause, uintptr_t detail);
void __wrap_kspawn_entry_trap(struct kspawn_pt_regs *regs, uintptr_t cause, uintptr_t detail)
{
	check_alignment();
	if (kspawn_entry_from_user(regs) && kspawn_pt_regs_nr(regs) != -1)
		complain("no system call", 0, (uintptr_t)kspawn_pt_regs_nr(regs), ~(uintptr_t)0);
	if (kspawn_entry_from_user(regs) && !GATE_HAS_OWN())
		complain("the kernel's own registers", 0, 0, 1);
	if (running && !GATE_CHAINS(way, __builtin_frame_address(0), regs))
		complain("the chain of frames", 0, 0, 1);
	if (!passed(regs, cause, detail, false))
		__real_kspawn_entry_trap(regs, cause, detail);
	GATE_SPOIL();
}

void __real_kspawn_entry_overflow(struct kspawn_pt_regs *regs);
void __wrap_kspawn_entry_overflow(struct kspawn_pt_regs *regs);
void __wrap_kspawn_entry_overflow(struct kspawn_pt_regs *regs)
{
	check_alignment();
	if (!passed(regs, 0, 0, true))
		__real_kspawn_entry_overflow(regs);
}

#ifdef GATE_PAD
/* Where the processor may come from anywhere there is a landing pad. */
static void check_pads(void)
{
	static const char *const pads[] = { GATE_PADS };

	for (unsigned i = 0; i < sizeof(pads) / sizeof(*pads); i++) {
		if (*(const uint32_t *)pads[i] != GATE_PAD)
			complain("landing pad", i, *(const uint32_t *)pads[i], GATE_PAD);
	}
}
#endif

static void try(void)
{
	_Alignas(16) char here[16];
	const unsigned long lost = boot_option("lose", WORDS);

	for (unsigned i = 0; i < WORDS; i++)
		((uintptr_t *)&want)[i] = (uintptr_t)random_word();
	gate_prepare(way, &want, (uintptr_t)here - PAGE_SIZE);
	traps = 0;
	running = true;
	gate_pass(&want, &got);
	running = false;
	if (lost < WORDS)
		((uintptr_t *)&got)[lost]++;
	compare("after it", &got, GATE_FREE | GATE_KEPT | GATE_AFTER);
	if (traps != 1)
		complain("traps", 0, traps, 1);
}

/* ---- registers that may not enter user mode ---- */

static bool refused, left;
static uintptr_t last_frame; /* of this kernel before it returns to nowhere */

uintptr_t gate_frame;
static bool at_border;

void __real_kspawn_entry_exit_to_user(struct kspawn_pt_regs *regs);
void gate_leave(struct kspawn_pt_regs *regs)
{
	check_alignment();
	if (gate_frame && at_border)
		complain("the frame pointer above a program", 0, gate_frame, 0);
	if (regs != &want)
		__real_kspawn_entry_exit_to_user(regs);
	else if (interrupts_disable())
		complain("interrupts", 0, 1, 0);
	left = left || regs == &want;
	GATE_SPOIL();
}

static _Noreturn void return_to_nowhere(void)
{
	memset(&want, 0xff, sizeof(want));
	refused = true;
	last_frame = (uintptr_t)__builtin_frame_address(0);
	interrupts_enable();
	GATE_DIRTY();
	kspawn_return_to_user(&want);
	__builtin_unreachable();
}

#ifdef GATE_BREAK
static void after_break(const char *why)
{
	if (refused || memcmp(why, GATE_BREAK, sizeof(GATE_BREAK)) != 0)
		return;
	if (!gate_mend())
		complain("an error of the processor", 0, 0, 1);
	return_to_nowhere();
}
#endif

_Noreturn void __real_kspawn_panic(const char *why);
_Noreturn void __wrap_kspawn_panic(const char *why);
_Noreturn void __wrap_kspawn_panic(const char *why)
{
#ifdef GATE_PANIC
	if (running && gate_panics(way) && memcmp(why, GATE_PANIC, sizeof(GATE_PANIC)) == 0) {
		if (gate_panic_stack() - (uintptr_t)__builtin_frame_address(0) >= PAGE_SIZE)
			complain("the stack of a panic", 0, (uintptr_t)__builtin_frame_address(0), gate_panic_stack());
		traps++;
		gate_return(&want);
	}
#endif
#ifdef GATE_BREAK
	after_break(why);
#endif
	__real_kspawn_panic(why);
}

_Noreturn void __real_kspawn_entry_invalid(void);
_Noreturn void __wrap_kspawn_entry_invalid(void);
_Noreturn void __wrap_kspawn_entry_invalid(void)
{
	if (!refused)
		__real_kspawn_entry_invalid();
	if (!left)
		complain("the last stop before user mode", 0, 0, 1);
	if (last_frame - (uintptr_t)__builtin_frame_address(0) >= PAGE_SIZE)
		complain("the stack of the last stop", 0, (uintptr_t)__builtin_frame_address(0), last_frame);
	log_line("gates: %u ways, %u failures", way, failed);
	power_off(failed != 0);
}

/* ---- all of it ---- */

struct program {
	const char *words[4];
	int status;
};

static int execute(void *arg)
{
	const struct program *program = arg;

	at_border = true;
	return kspawn_kernel_execve(program->words[0], program->words, NULL) ? 1 : 0;
}

static void run(struct program program)
{
	int status = -1;
	const int pid = kspawn_kernel_thread(execute, &program, SIGCHLD);

	if (kspawn_wait4(pid, &status, 0) != pid || status != program.status << 8)
		complain("a program's status", 0, (unsigned)status, (unsigned)program.status << 8);
}

int init(void *arg)
{
	struct cpu *const cpu = this_cpu();

	(void)arg;
	run((struct program){ { "/echo", "-x", "7" }, 7 });
	run((struct program){ { "/regs" }, 0 }); /* system calls and interrupts, with any word in a register */
	interrupts_disable();
	emergency = GATE_EMERGENCY;
	if (!gate_starts())
		complain("kspawn_entry_start", 0, 0, 1);
#ifdef GATE_PAD
	check_pads();
#endif
	for (way = 0; way < GATES; way++) {
		for (int round = 0; round < ROUNDS && !failed; round++)
			try();
	}
	if (this_cpu() != cpu)
		complain("the processor", 0, (uintptr_t)this_cpu(), (uintptr_t)cpu);
#ifdef GATE_BREAK
	gate_break();
#else
	return_to_nowhere();
#endif
}
