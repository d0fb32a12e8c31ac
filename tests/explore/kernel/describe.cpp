/* tests/explore/kernel/describe.cpp: names of the objects in the arena, and the state of the tasks, for a report */
#include "internal.hpp"
#include <cstdio>

using namespace explore;

using namespace kernel;

namespace {

struct field {
	size_t at;
	const char *name;
};
#define FIELD(name)                                \
	{                                          \
		offsetof(kspawn_task, name), #name \
	}
const field fields[] = {
	FIELD(thread),     FIELD(regs),         FIELD(stack),     FIELD(stack_size),  FIELD(pid),     FIELD(tgid),
	FIELD(pgid),       FIELD(state),        FIELD(on_cpu),    FIELD(event),       FIELD(refs),    FIELD(flags),
	FIELD(exit_code),  FIELD(exit_signal),  FIELD(parent),    FIELD(children),    FIELD(zombies), FIELD(zombies_end),
	FIELD(sibling),    FIELD(sibling_prev), FIELD(leader),    FIELD(thread_next), FIELD(live),    FIELD(threads),
	FIELD(group_code), FIELD(vfork_word),   FIELD(clear_tid), FIELD(kthread),     FIELD(result),
};

std::string name_of_object(const void *addr)
{
	for (const lock &l : core_locks)
		if (addr == &l)
			return l.name;
	if (addr == &queue_object)
		return "the run queue";
	for (int i = 0; i < 32; i++)
		if (addr == &word_objects[i])
			return "word " + std::to_string(i) + " of the scenario";
	const size_t on_stacks = uintptr_t(addr) - uintptr_t(stack_of(0));
	return on_stacks < stack_size * slots_max ? "the stack of pid " + std::to_string(hp[on_stacks / stack_size].pid) : "";
}

std::string name_in_slot(int n, size_t in)
{
	const char *name = in >= offsetof(proc, stack_cell) ? "stack"
			   : in >= offsetof(proc, signals)  ? "signals"
			   : in >= offsetof(proc, regs)     ? "regs"
							    : "?";
	if (in < sizeof(kspawn_task))
		for (const field &f : fields)
			if (in >= f.at)
				name = f.name;
	return (hp[n].idle ? "idle" + std::to_string(n) : "task" + std::to_string(hp[n].pid)) + "." + name;
}

} // namespace

namespace explore {

std::string describe(const void *addr)
{
	const size_t at = uintptr_t(addr) - uintptr_t(arena);
	if (at >= arena_size)
		return name_of_object(addr);
	if (at < pid_at)
		return name_in_slot(int(at / slot_size), at % slot_size);
	if (at >= layer5_at)
		return "the actions or pending signals";
	if (at >= queues_at)
		return "the queues";
	if (at >= words_at)
		return "word" + std::to_string((at - words_at) / 8);
	return at >= pid_slots_at ? "pids.slots[" + std::to_string((at - pid_slots_at) / sizeof(kspawn_pid_slot)) + "]" : "pids";
}

memory kernel_memory(const void *addr)
{
	const size_t at = uintptr_t(addr) - uintptr_t(arena), on_stacks = uintptr_t(addr) - uintptr_t(stack_of(0));
	if (on_stacks < stack_size * slots_max)
		return hp[on_stacks / stack_size].stack_freed ? memory::freed : memory::other;
	if (at >= pid_at)
		return memory::other;
	switch (hp[at / slot_size].st) {
	case hproc::used:
		return memory::used;
	case hproc::freed:
		return memory::freed;
	default:
		return memory::fresh;
	}
}

int kernel_current_pid() { return vps[cur].current ? hp[index_of(vps[cur].current)].pid : 0; }

std::string kernel_dump()
{
	std::string text = "\n";
	for (int n = opt.vps; n < slots_used; n++) {
		if (hp[n].st != hproc::used)
			continue;
		const kspawn_task &t = slot(n)->task;
		char line[200];
		snprintf(line, sizeof(line),
			 "    task created as pid %d: pid %d state %u flags 0x%x refs %u live %u threads %u%s%s%s\n", hp[n].pid,
			 t.pid, t.state, t.flags, t.refs, t.live, t.threads, hp[n].asleep ? " asleep on " : "",
			 hp[n].asleep ? describe(hp[n].word).c_str() : "", hp[n].queued ? " queued" : "");
		text += line;
	}
	return text;
}

} // namespace explore
