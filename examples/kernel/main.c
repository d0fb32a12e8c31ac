/* main.c: from the machine's start to init */
#include <kspawn/fork.h>
#include <kspawn/kthread.h>

#include "kernel.h"

struct boot_info boot;

unsigned long boot_option(const char *name, unsigned long otherwise)
{
	const size_t n = strlen(name);
	unsigned long value = 0;

	for (const char *at = boot.options; *at; at++) {
		if ((at != boot.options && at[-1] != ' ') || strncmp(at, name, n) || at[n] != '=')
			continue;
		for (at += n + 1; *at >= '0' && *at <= '9'; at++)
			value = value * 10 + (unsigned long)(*at - '0');
		return value ? value : otherwise;
	}
	return otherwise;
}

void kernel_start(void)
{
	extern char boot_stack[], boot_stack_end[];

	frames_start();
	heap_start();
	processes_start();
	signals_start();
	system_calls_start();
	scheduler_start();
	scheduler_adopt(&cpus[0], boot_stack, (size_t)(boot_stack_end - boot_stack));
	console_start();
	ticks_start();
	clock_set(boot_option("time", 0) * (uint64_t)NSEC_PER_SEC);
	files_start();
	processors_start();
	log_line("kernel: " MACHINE_NAME ", %u processors, %lu MiB, an archive of %lu KiB", processors_online(),
		 (unsigned long)(frames_total() * PAGE_SIZE >> 20), (unsigned long)(boot.archive_size >> 10));
	if (kspawn_kernel_thread(init, NULL, SIGCHLD) != 1)
		kspawn_panic("there is no memory for init");
	idle_loop();
}

void machine_secondary(struct cpu *cpu)
{
	machine_start_processor(cpu);
	processor_run(cpu);
}
