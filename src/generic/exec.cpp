/* src/generic/exec.cpp: a new program, built aside and committed at once */
#include "exec.hpp"

#include <kspawn/pt_regs.h>
#include <kspawn/errno.h>
#include <kspawn/fork.h>
#include <kspawn/trace.h>
#include <kspawn/wait.h>

#include "exec_stack.hpp"
#include "freestanding.hpp"
#include "group.hpp"
#include "task_flags.hpp"

namespace {

/// A program in an address space that no task has yet.
struct new_program {
	kspawn_mm *mm;
	elf_pair pair;
	stack_start stack;
};

/// Loads the program and lays out its stack.
[[nodiscard]] int fill(elf_image &program, const kspawn_user_layout &layout, exec_args &args, new_program &made)
{
	static_assert(sizeof(elf_segment_t) <= string_block);
	const read_room room = { args.names.bytes, args.names.first };
	const int err = kspawn_elf_load_pair(program, made.mm, layout, room, made.pair);
	return err != 0 ? err : kspawn_exec_stack(made.mm, layout, made.pair, args, made.stack);
}

[[nodiscard]] int build(const kspawn_image &image, exec_args &args, new_program &made)
{
	kspawn_user_layout layout;
	elf_image program;
	program.image = image;
	int err = kspawn_elf_begin(program);
	if (err == 0 && !elf_is_program(program))
		err = -KSPAWN_ENOEXEC;
	if (err == 0)
		err = kspawn_mm_new(&made.mm, &layout);
	if (err != 0)
		return err;
	err = fill(program, layout, args, made);
	if (err != 0)
		kspawn_mm_drop(made.mm);
	return err;
}

/// Does the cheap checks first: an address space is created only for an ELF file whose
/// argv and envp can be read and are not too long.
[[nodiscard]] int open_and_build(exec_args &args, new_program &made)
{
	kspawn_image image;
	int err = kspawn_program_open(args.names, image);
	if (err != 0)
		return err;
	err = kspawn_args_measure(args);
	if (err == 0)
		err = build(image, args, made);
	kspawn_image_close(&image);
	return err;
}

/// AT_EXECVE_CHECK: the file may be executed, whatever it holds, and argv and envp can be read.
[[nodiscard]] int check(exec_args &args)
{
	kspawn_image image;
	int err = kspawn_names_open(args.names, image);
	if (err != 0)
		return err;
	err = kspawn_args_measure(args);
	kspawn_image_close(&image);
	return err;
}

/// An auto-reaped kernel thread stays auto-reaped after exec. Any other task sends
/// SIGCHLD to its parent when it exits.
void become_process(kspawn_task &task)
{
	tree_lock lock; /* the parent may be looking at exit_signal */
	if (!has_flag(&task, KSPAWN_TF_KTHREAD) || !has_flag(&task, KSPAWN_TF_AUTOREAP))
		task.exit_signal = KSPAWN_SIGCHLD;
	clear_flag(&task, KSPAWN_TF_KTHREAD);
}

kspawn_program describe(const exec_args &args, const new_program &made)
{
	kspawn_program program;
	program.path = args.names.bytes + args.names.path;
	program.entry = made.pair.start;
	program.bias = made.pair.bias;
	program.sp = made.stack.sp;
	program.argc = argc_of(args);
	program.argv = made.stack.argc + sizeof(uintptr_t);
	program.envp = program.argv + (program.argc + 1) * sizeof(uintptr_t);
	program.low = made.pair.program.low;
	program.high = made.pair.program.high;
	return program;
}

/// The point of no return: nothing here can fail.
void commit(kspawn_task &task, const exec_args &args, const new_program &made)
{
	const kspawn_program program = describe(args, made);
	kspawn_mm_release(&task);
	kspawn_mm_commit(&task, made.mm, &program);
	kspawn_vfork_done(&task);
	kspawn_flush_thread(&task);
	become_process(task);
	kspawn_pt_regs *regs = kspawn_current_pt_regs();
	memset(regs, 0, sizeof(*regs));
	kspawn_start_program(regs, &program);
	kspawn_trace_sched_process_exec(&task, &program);
}

} // namespace

/// A kernel thread cannot be killed here; it may try another program.
int kspawn_exec(bool user, uintptr_t path, uintptr_t argv, uintptr_t envp, int dir, unsigned flags)
{
	exec_args args;
	new_program made;
	kspawn_task *task = kspawn_current();
	args.argv = exec_strings{ argv, user, 0, 0 };
	args.envp = exec_strings{ envp, user, 0, 0 };
	args.names.dir = dir;
	args.names.flags = flags;
	int found = kspawn_names_begin(args.names, user, path);
	if (found == 0 && (flags & KSPAWN_AT_EXECVE_CHECK))
		return check(args);
	if (found == 0)
		found = open_and_build(args, made);
	if (found == ELF_KILLS && has_flag(task, KSPAWN_TF_KTHREAD))
		found = -KSPAWN_ENOEXEC;
	if (found < 0)
		return found;
	int err = kspawn_group_exec(task);
	if (err == 0 && found == ELF_KILLS)
		kspawn_exit_group(ELF_KILLS);
	if (err == 0)
		err = kspawn_exec_unshare(task);
	if (err == 0)
		commit(*task, args, made);
	else if (found == 0)
		kspawn_mm_drop(made.mm);
	return err;
}
