/* x86_64 machine.c: processor tables, and the system call of this machine alone */
#include <asm/unistd.h>

#include <kspawn/host.h>

#include "../pc/pc.h"

/* ---- descriptors (AMD64 manual, volume 2, 4.7 and 4.8) ---- */

enum { TSS = 0x40, GATES = 256 };
enum { IST_DEBUG = 1, IST_NMI, IST_DOUBLE, IST_MACHINE, IST_COUNT = 4, IST_SIZE = 4096 };

static const uint64_t descriptors[TSS / 8] = {
	[KSPAWN_KERNEL_CS / 8] = 0x00af9a000000ffff,
	[KSPAWN_KERNEL_CS / 8 + 1] = 0x00cf92000000ffff,
	[KSPAWN_USER_SS / 8] = 0x00cff2000000ffff,
	[KSPAWN_USER_CS / 8] = 0x00affa000000ffff,
};
static struct gate {
	uint16_t offset_low, selector;
	uint8_t ist, type;
	uint16_t offset_mid;
	uint32_t offset_high, reserved;
} idt[GATES];
static uint64_t gdts[CPUS_MAX][TSS / 8 + 2];
static char ist_stacks[CPUS_MAX][IST_COUNT][IST_SIZE] __attribute__((aligned(16)));

static void load_gdt(struct cpu *cpu)
{
	struct kspawn_entry_tss *tss = &cpu->entry.tss;
	const uintptr_t at = (uintptr_t)tss;
	uint64_t *gdt = gdts[cpu->number];
	const struct {
		uint16_t limit;
		const void *base;
	} __attribute__((packed)) pointer = { sizeof(gdts[0]) - 1, gdt };

	memcpy(gdt, descriptors, sizeof(descriptors));
	gdt[TSS / 8] = (sizeof(*tss) - 1) | (at & 0xffffff) << 16 | 0x89ul << 40 | (at >> 24 & 0xff) << 56;
	gdt[TSS / 8 + 1] = at >> 32;
	tss->io_map = sizeof(*tss);
	for (int i = 0; i < IST_COUNT; i++)
		tss->ist[i] = (uintptr_t)ist_stacks[cpu->number][i] + IST_SIZE;
	__asm__ volatile("lgdt %0" : : "m"(pointer));
	__asm__ volatile("ltr %w0" : : "r"(TSS));
	__asm__ volatile("lldt %w0" : : "r"(0)); /* or a program makes one at address 0, where a reset leaves it */
}

void pc_make_gates(void)
{
	static const uint8_t ist[] = { [KSPAWN_ENTRY_DB] = IST_DEBUG,
				       [KSPAWN_ENTRY_NMI] = IST_NMI,
				       [KSPAWN_ENTRY_DF] = IST_DOUBLE,
				       [KSPAWN_ENTRY_MC] = IST_MACHINE };

	for (unsigned n = 0; n < GATES; n++) {
		const uintptr_t at = (uintptr_t)kspawn_entry_vectors + n * KSPAWN_ENTRY_VECTOR_SIZE;
		const bool breakpoint = n == 3 || n == 4; /* INT3 and INTO are for user mode too */
		idt[n] = (struct gate){ (uint16_t)at,
					KSPAWN_KERNEL_CS,
					n < sizeof(ist) ? ist[n] : 0,
					breakpoint ? 0xee : 0x8e,
					(uint16_t)(at >> 16),
					(uint32_t)(at >> 32),
					0 };
	}
}

static void load_idt(void)
{
	const struct {
		uint16_t limit;
		const void *base;
	} __attribute__((packed)) pointer = { sizeof(idt) - 1, idt };

	__asm__ volatile("lidt %0" : : "m"(pointer));
}

void pc_load_tables(struct cpu *cpu)
{
	load_gdt(cpu);
	load_idt();
	kspawn_entry_start(&cpu->entry);
}

/* arch_prctl: its TLS */
long machine_syscall(struct kspawn_pt_regs *regs)
{
	enum { SET_FS = 0x1002, GET_FS = 0x1003, GET_CPUID = 0x1011, SET_CPUID = 0x1012 };
	const uintptr_t what = kspawn_pt_regs_arg(regs, 0), arg = kspawn_pt_regs_arg(regs, 1);

	if (kspawn_pt_regs_nr(regs) != __NR_arch_prctl)
		return -ENOSYS;
	if (what == GET_FS)
		return user_write(arg, &regs->tls, sizeof(regs->tls));
	if (what == GET_CPUID || what == SET_CPUID) /* programs may execute CPUID, always */
		return what == GET_CPUID ? 1 : -ENODEV;
	if (what != SET_FS)
		return -EINVAL;
	if (!kspawn_tls_valid(arg))
		return -EPERM;
	regs->tls = arg;
	return 0;
}
