/* src/hosted/trace.cpp: what happened to every task, and the tree drawn of it */
#include "trace.hpp"

#include <map>
#include <mutex>

#include <kspawn/host.h>

#include "machine.hpp"
#include "mm.hpp"
#include "process.hpp"
#include "spinlock.hpp"

namespace kspawn::hosted {
namespace {

using what = trace_event::what;

bool wanted() { return the_machine().options.trace; }

void note(trace_event event)
{
	static spinlock lock;
	std::lock_guard hold(lock);
	the_machine().result.trace.push_back(std::move(event));
}

const char *manner_of_creation(const kspawn_task *task)
{
	if (task->flags & KSPAWN_TF_KTHREAD)
		return "kernel thread";
	if (task->leader != task)
		return "thread";
	return task->vfork_word ? "vfork" : "fork";
}

std::string read_string(kspawn_mm &mm, uintptr_t at)
{
	std::string text;
	char c;
	while (mm.copy(at++, &c, 1, intent::read) == 0 && c)
		text += c;
	return text;
}

std::string quoted(const std::string &text)
{
	return text.empty() || text.find(' ') != std::string::npos ? '"' + text + '"' : text;
}

/// The life of one task, as the tree shows it.
struct life {
	std::string creation;
	std::vector<std::string> execs;
	std::string end = "still alive";
	std::vector<int> children;
};

std::map<int, life> lives_of(const std::vector<trace_event> &events)
{
	std::map<int, life> lives;
	for (const trace_event &e : events) {
		life &l = lives[e.pid];
		if (e.kind == what::creation) {
			l.creation = e.text;
			lives[e.other].children.push_back(e.pid);
		} else if (e.kind == what::exec) {
			l.execs.push_back(e.text);
		} else if (e.kind == what::renamed) {
			l.end = "continues as pid " + std::to_string(e.other);
		} else {
			l.end = describe_status(e.status);
		}
	}
	return lives;
}

void draw(const std::map<int, life> &lives, int pid, const std::string &stem, const std::string &branch, std::string &out)
{
	const life &l = lives.at(pid);
	std::string line = stem + branch + "pid " + std::to_string(pid) + ' ' + l.creation;
	for (const std::string &exec : l.execs)
		line += ", exec " + exec;
	out += line + ": " + l.end + '\n';
	const std::string below = stem + (branch.empty() ? "" : branch[0] == '`' ? "    " : "|   ");
	for (size_t i = 0; i < l.children.size(); i++)
		draw(lives, l.children[i], below, i + 1 == l.children.size() ? "`-- " : "|-- ", out);
}

} // namespace

void trace_creation(const kspawn_task *task)
{
	if (!wanted())
		return;
	const kspawn_task *parent = kspawn_current()->leader;
	note({ what::creation, task->pid, parent->pid, manner_of_creation(task), 0 });
}

void trace_end(const kspawn_task *task)
{
	if (!wanted())
		return;
	const bool group = task->leader->flags & KSPAWN_TF_GROUP_EXIT;
	note({ what::end, task->pid, 0, {}, group ? task->leader->group_code : task->exit_code });
}

void trace_renamed(int from, int to)
{
	if (wanted())
		note({ what::renamed, from, to, {}, 0 });
}

void trace_exec(process &p, const kspawn_program &program)
{
	if (!wanted())
		return;
	std::string text = program.path;
	for (size_t i = 1; i < program.argc; i++) {
		uintptr_t arg = 0;
		p.mm->copy(program.argv + i * sizeof(arg), &arg, sizeof(arg), intent::read);
		text += ' ' + quoted(read_string(*p.mm, arg));
	}
	note({ what::exec, p.task.pid, 0, text, 0 });
}

std::string describe_status(int status)
{
	const int signal = status & 0x7f;
	return signal ? "killed by signal " + std::to_string(signal) : "exit " + std::to_string((status >> 8) & 0xff);
}

std::string draw_tree(const std::vector<trace_event> &events)
{
	std::string out;
	const auto lives = lives_of(events);
	const auto root = lives.find(0);
	if (root != lives.end())
		for (int pid : root->second.children)
			draw(lives, pid, "", "", out);
	return out;
}

} // namespace kspawn::hosted
