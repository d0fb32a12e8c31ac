/* src/hosted/trace.hpp: what happened to every task, and the tree drawn of it */
#ifndef KSPAWN_HOSTED_TRACE_HPP
#define KSPAWN_HOSTED_TRACE_HPP

#include <string>
#include <vector>

struct kspawn_program;
struct kspawn_task;

namespace kspawn::hosted {

struct process;

struct trace_event {
	enum class what { creation, exec, renamed, end } kind;
	int pid;
	int other;        /* creation: the parent; renamed: the pid it continues with */
	std::string text; /* creation: fork, vfork, thread, kernel thread; exec: path and arguments */
	int status;       /* end: wait status */
};

/* Notes an event in the machine's trace. */
void trace_creation(const kspawn_task *task);
void trace_end(const kspawn_task *task);
/// A thread that execs has taken the pid of its leader.
void trace_renamed(int from, int to);
/// `program` is in the memory of `p`, where its arguments are read.
void trace_exec(process &p, const kspawn_program &program);

/// The tree of all tasks for people, one line a task.
std::string draw_tree(const std::vector<trace_event> &events);
/// "exit 3" or "killed by signal 11".
std::string describe_status(int status);

} // namespace kspawn::hosted
#endif
