/* src/generic/exec.cpp: a new program, built aside and committed at once */
#include "exec.hpp"

#include <kspawn/arch/ptrace.h>
#include <kspawn/fork.h>

#include "exec_script.hpp"
#include "freestanding.hpp"
#include "group.hpp"
#include "task_flags.hpp"

namespace {

/// Complete, and nobody's yet.
struct new_program {
	kspawn_mm *mm;
	uintptr_t entry, sp;
};

[[nodiscard]] int fill(const kspawn_image &image, const kspawn_user_layout &layout, exec_args &args, new_program &made)
{
	elf_pair pair;
	int err = kspawn_elf_load_pair(image, made.mm, layout, pair);
	if (err == 0)
		err = kspawn_exec_stack(made.mm, layout, pair, args, made.sp);
	made.entry = pair.start;
	return err;
}

[[nodiscard]] int build(const kspawn_image &image, exec_args &args, new_program &made)
{
	kspawn_user_layout layout;
	int err = kspawn_mm_new(&made.mm, &layout);
	if (err != 0)
		return err;
	err = fill(image, layout, args, made);
	if (err != 0)
		kspawn_mm_drop(made.mm);
	return err;
}

[[nodiscard]] int open_and_build(exec_args &args, new_program &made)
{
	kspawn_image image;
	script_args script;
	int err = kspawn_program_open(args.path, image, script);
	if (err != 0)
		return err;
	args.script.table = reinterpret_cast<uintptr_t>(script.strings + script.first);
	err = build(image, args, made);
	kspawn_image_close(&image);
	return err;
}

/// A kernel thread that nobody waits for goes on like that as a program; whoever
/// else runs a program tells its parent when it ends.
void become_process(kspawn_task &task)
{
	tree_lock lock; /* the parent may be looking at exit_signal */
	if (!has_flag(&task, KSPAWN_TF_KTHREAD) || !has_flag(&task, KSPAWN_TF_AUTOREAP))
		task.exit_signal = KSPAWN_SIGCHLD;
	clear_flag(&task, KSPAWN_TF_KTHREAD);
}

/// The point of no return: nothing here can fail.
void commit(kspawn_task &task, const new_program &made)
{
	kspawn_mm_leaving(&task);
	kspawn_mm_commit(&task, made.mm);
	kspawn_mm_left(&task);
	kspawn_flush_thread(&task);
	become_process(task);
	kspawn_pt_regs *regs = kspawn_current_pt_regs();
	memset(regs, 0, sizeof(*regs));
	kspawn_start_thread(regs, made.entry, made.sp);
}

} // namespace

int kspawn_exec(exec_args &args)
{
	new_program made;
	int err = open_and_build(args, made);
	if (err != 0)
		return err;
	kspawn_task *task = kspawn_current();
	err = kspawn_group_exec(task);
	if (err != 0) {
		kspawn_mm_drop(made.mm);
		return err;
	}
	commit(*task, made);
	return 0;
}
