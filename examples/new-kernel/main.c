/* main.c: from boot.S to the first program, and the end */
#include <kspawn/exec.h>
#include <kspawn/kthread.h>

#include "kernel.h"
#include "machine/machine.h"

uintptr_t kernel_root;

/* A kernel thread that becomes a program: it fills the user registers, returns, and the library enters user mode. */
static int init(void *arg)
{
	static const char *const argv[] = { "/init", NULL }, *const envp[] = { NULL };
	const int err = kspawn_kernel_execve(argv[0], argv, envp);

	(void)arg;
	if (err)
		print("/init cannot be executed\n");
	return err ? 127 : 0;
}

_Noreturn void kernel_main(void)
{
	extern char image_end[];

	print("my kernel\n");
	machine_start();
	frames_start((uintptr_t)image_end, machine_ram_end);
	kernel_root = page_root_new();
	if (!kernel_root)
		kspawn_panic("there is no memory");
	machine_paging(kernel_root);
	tasks_start();
	scheduler_start();
	if (kspawn_kernel_thread(init, NULL, SIGCHLD) != 1)
		kspawn_panic("there is no memory for init");
	idle_loop();
}

/* The end of init is an error from which the core cannot recover. Here it is the end of the machine. */
void kspawn_panic(const char *why)
{
	const struct kspawn_task *task = kspawn_current(), *leader = task->leader;
	const int status = leader && leader->flags & KSPAWN_TF_GROUP_EXIT ? leader->group_code : task->exit_code;

	if (!leader || leader != kspawn_init_task() || !(task->flags & KSPAWN_TF_LAST)) {
		print("panic: ");
		print(why);
		print("\n");
		machine_off(false);
	}
	print("status ");
	print_number(status & 0x7f ? 128 + (status & 0x7f) : status >> 8);
	print("\n");
	machine_off(true);
}
