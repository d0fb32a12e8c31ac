/* tests/system/kernel/switch_host.c: what the board needs from a kernel that is only the checker of the switch */
#include "kernel.h"
#include "switch_main.h"
#include "walk.h"

struct boot_info boot;
struct cpu cpus[CPUS_MAX];
static struct kspawn_task idle;

unsigned long boot_option(const char *name, unsigned long otherwise)
{
	const size_t n = strlen(name);
	unsigned long value = 0;

	for (const char *at = boot.options; *at; at++) {
		if (strncmp(at, name, n) || at[n] != '=')
			continue;
		for (at += n + 1; *at >= '0' && *at <= '9'; at++)
			value = value * 10 + (unsigned long)(*at - '0');
		return value;
	}
	return otherwise;
}

void timer_interrupt(struct kspawn_pt_regs *regs)
{
	walk_note(kspawn_pt_regs_ip(regs));
	machine_timer(walk_next(machine_now()));
}

void switch_say(const char *what, uint64_t got, uint64_t wanted)
{
	log_line("%s is 0x%lx, not 0x%lx", what, (unsigned long)got, (unsigned long)wanted);
}

void kernel_start(void)
{
	bool good;

	kspawn_entry_set_task(&cpus[0].entry, &idle);
	machine_timer(walk_next(machine_now()));
	interrupts_enable();
	good = switch_check(boot_option("switches", 100000));
	interrupts_disable();
	walk_tell();
	log_line(good ? "checkswitch: ok" : "checkswitch: FAILED");
	power_off(!good);
}

/* ---- nothing of this happens ---- */

void fault_in_kernel(struct kspawn_pt_regs *regs, const char *what, uintptr_t detail)
{
	log_line("kernel: %s at %lx, detail %lx", what, (unsigned long)kspawn_pt_regs_ip(regs), (unsigned long)detail);
	power_off(125);
}

void page_fault(struct kspawn_pt_regs *regs, uintptr_t addr, int access)
{
	(void)access;
	fault_in_kernel(regs, "page fault", addr);
}

void misaligned(struct kspawn_pt_regs *regs, uintptr_t addr, int access)
{
	(void)access;
	fault_in_kernel(regs, "misaligned", addr);
}

void fault(struct kspawn_pt_regs *regs, int sig, const char *what, uintptr_t detail)
{
	(void)sig;
	fault_in_kernel(regs, what, detail);
}

int user_read(void *to, uintptr_t from, size_t n)
{
	(void)to, (void)from, (void)n;
	return -EFAULT;
}

int kspawn_copy_from_user(void *to, uintptr_t from, size_t n) { return user_read(to, from, n); }

int kspawn_copy_to_user(struct kspawn_task *task, uintptr_t to, const void *from, size_t n)
{
	(void)task;
	return user_write(to, from, n);
}

pte_t *page_entry(uintptr_t root, uintptr_t addr, bool make)
{
	(void)root, (void)addr, (void)make;
	return NULL;
}

int pipe_open(int *fds, unsigned flags)
{
	(void)fds, (void)flags;
	return -ENFILE;
}

int user_write(uintptr_t to, const void *from, size_t n)
{
	(void)to, (void)from, (void)n;
	return -EFAULT;
}

void kspawn_entry_overflow(struct kspawn_pt_regs *regs) { fault_in_kernel(regs, "overflow", 0); }
bool stack_guards(uintptr_t addr) { return addr == 0; }

void kspawn_panic(const char *why)
{
	log_line("kernel: panic: %s", why);
	power_off(125);
}

struct kspawn_task *kspawn_current(void) { return &idle; }

int kspawn_wait_word(const uint32_t *word, uint32_t seen, enum kspawn_sleep how)
{
	(void)word, (void)seen, (void)how;
	return 0;
}

void kspawn_wake_word(const uint32_t *word) { (void)word; }
unsigned processors_online(void) { return 1; }
void machine_secondary(struct cpu *cpu) { (void)cpu, kspawn_panic("another processor"); }
void tlb_answer(void) { kspawn_panic("another processor"); }
void kspawn_entry_syscall(struct kspawn_pt_regs *regs) { fault_in_kernel(regs, "system call", 0); }
void kspawn_entry_exit_to_user(struct kspawn_pt_regs *regs) { fault_in_kernel(regs, "return to user mode", 0); }
void kspawn_entry_invalid(void) { kspawn_panic("registers that may not enter user mode"); }
