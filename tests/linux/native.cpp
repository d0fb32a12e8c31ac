/* tests/linux/native.cpp: an exec under ptrace */
#include "native.hpp"

#include <fcntl.h>
#include <signal.h>
#include <sys/ptrace.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <sstream>

#include <fmt/format.h>

#include "files.hpp"

namespace {

struct child {
	pid_t pid = -1;
	volatile int error = 0; /* of execve, or of what comes before it */
	volatile bool traced = false;
};

/// The child shares this memory until it has another: a failure of its exec is seen here. No file is
/// executed that ptrace would not stop.
void spawn(child &c, char *const *argv, char *const *envp)
{
	const pid_t pid = vfork();
	if (pid != 0) {
		c.pid = pid;
		return;
	}
	if (ptrace(PTRACE_TRACEME, 0, nullptr, nullptr) == 0) {
		c.traced = true;
		execve("prog", argv, envp);
	}
	c.error = errno;
	_exit(127);
}

std::string file_of(pid_t pid, const char *name) { return fmt::format("/proc/{}/{}", pid, name); }

/// The last two words are the stack pointer and the program counter.
void read_registers(pid_t pid, facts &f)
{
	std::istringstream line(read_text(file_of(pid, "syscall")));
	std::string word, before;
	for (std::string next; line >> next; word = next)
		before = word;
	f.start = strtoull(word.c_str(), nullptr, 16);
	f.sp = strtoull(before.c_str(), nullptr, 16);
}

/// What Linux adds to every program has a name in brackets.
bool added_by_kernel(const std::string &name) { return !name.empty() && name.front() == '[' && name != "[heap]"; }

void read_maps(pid_t pid, facts &f)
{
	std::istringstream all(read_text(file_of(pid, "maps")));
	for (std::string line; std::getline(all, line);) {
		range r;
		char prot[5] = "";
		int name_at = 0;
		sscanf(line.c_str(), "%zx-%zx %4s %*s %*s %*s %n", &r.from, &r.to, prot, &name_at);
		r.prot = (prot[0] == 'r' ? KSPAWN_PROT_READ : 0) | (prot[1] == 'w' ? KSPAWN_PROT_WRITE : 0) |
			 (prot[2] == 'x' ? KSPAWN_PROT_EXEC : 0);
		const std::string name = line.substr(size_t(name_at));
		if (r.from <= f.sp && f.sp < r.to) /* it is not always named [stack] */
			f.stack = r;
		else if (!added_by_kernel(name))
			f.ranges.push_back(r);
	}
	tidy(f.ranges);
}

/// ptrace reads through any protection. A page past the end of its file cannot be read.
void read_memory(pid_t pid, facts &f)
{
	const int memory = open(file_of(pid, "mem").c_str(), O_RDONLY | O_CLOEXEC);
	for (const uintptr_t at : sample_of(f.ranges)) {
		bytes page(page_size);
		if (pread(memory, page.data(), page_size, off_t(at)) != ssize_t(page_size))
			page.clear();
		f.pages[at] = page;
	}
	bytes stack(f.sp >= f.stack.from && f.sp < f.stack.to ? f.stack.to - f.sp : 0);
	if (pread(memory, stack.data(), stack.size(), off_t(f.sp)) != ssize_t(stack.size()))
		stack.clear();
	close(memory);
	read_stack(f, [&](uintptr_t at) { return at - f.sp < stack.size() ? stack[at - f.sp] : uint8_t(0); });
}

void look_at(pid_t pid, facts &f)
{
	read_registers(pid, f);
	read_maps(pid, f);
	read_memory(pid, f);
}

/// A signal of an exec that can no longer return stops the child before it ends it.
int wait_until_decided(pid_t pid)
{
	int status = 0;
	while (waitpid(pid, &status, 0) == pid && WIFSTOPPED(status) && WSTOPSIG(status) != SIGTRAP)
		ptrace(PTRACE_CONT, pid, nullptr, WSTOPSIG(status));
	return status;
}

/// Kills the program if it has been stopped. An exec that failed has ended by itself.
int wait_for(const child &c, facts &f)
{
	int status = wait_until_decided(c.pid);
	if (WIFSIGNALED(status))
		return WTERMSIG(status);
	if (WIFEXITED(status))
		return -c.error;
	ptrace(PTRACE_SETOPTIONS, c.pid, nullptr, PTRACE_O_EXITKILL);
	look_at(c.pid, f);
	kill(c.pid, SIGKILL);
	while (waitpid(c.pid, &status, 0) == c.pid && WIFSTOPPED(status))
		;
	return 0;
}

} // namespace

facts run_native(const strings &argv, const strings &envp)
{
	facts f;
	child c;
	const std::vector<char *> arguments = pointers_to(argv), environment = pointers_to(envp);
	spawn(c, arguments.data(), environment.data());
	f.verdict = c.pid < 0 ? -errno : wait_for(c, f);
	if (c.pid > 0 && !c.traced)
		f.verdict = -EPERM;
	return f;
}

std::vector<char *> pointers_to(const strings &all)
{
	std::vector<char *> table;
	for (const std::string &each : all)
		table.push_back(const_cast<char *>(each.c_str()));
	table.push_back(nullptr);
	return table;
}
