/* bench/peers/processes.cpp: processes of Linux, empty or with a tiny program, until they are waited for */
#include <cstdio>
#include <stdexcept>
#include <string>

#include <spawn.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include "contenders.hpp"

extern "C" {
extern const char bench_tiny[], bench_tiny_end[];
extern char **environ;
}

namespace bench {
namespace {

/// Its path: a file in memory, open as long as we are.
const char *tiny()
{
	static const std::string path = [] {
		const int fd = memfd_create("tiny", MFD_CLOEXEC);
		const size_t size = size_t(bench_tiny_end - bench_tiny);
		if (fd < 0 || write(fd, bench_tiny, size) != ssize_t(size))
			throw std::runtime_error("no file in memory for the tiny program");
		return "/proc/self/fd/" + std::to_string(fd);
	}();
	return path.c_str();
}

char name[] = "tiny";
char *const arguments[] = { name, nullptr };

void wait_for(pid_t child)
{
	int status = -1;
	if (child < 0 || waitpid(child, &status, 0) != child || status != 0)
		throw std::runtime_error("a process could not be started, or did not end well");
}

void fork_exit(uint64_t n)
{
	while (n--) {
		const pid_t child = fork();
		if (child == 0)
			_exit(0);
		wait_for(child);
	}
}

/// A function of its own: a function that calls vfork returns twice.
[[gnu::noinline]] pid_t vfork_tiny(const char *path)
{
	const pid_t child = vfork();
	if (child == 0) {
		execve(path, arguments, environ);
		_exit(127);
	}
	return child;
}

void vfork_exec(uint64_t n)
{
	const char *const path = tiny();
	while (n--)
		wait_for(vfork_tiny(path));
}

void spawn(uint64_t n)
{
	const char *const path = tiny();
	while (n--) {
		pid_t child = -1;
		if (posix_spawn(&child, path, nullptr, nullptr, arguments, environ))
			child = -1;
		wait_for(child);
	}
}

} // namespace

std::vector<contender> process_creations()
{
	return {
		{ "fork, _exit, waitpid", fork_exit, true },
		{ "vfork, execve, waitpid", vfork_exec, true },
		{ "posix_spawn, waitpid", spawn, true },
	};
}

} // namespace bench
