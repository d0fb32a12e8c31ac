/* src/hosted/syscalls.cpp: the few system calls that are the machine's own */
#include <algorithm>
#include <cstdio>
#include <sys/prctl.h>
#include <sys/syscall.h>

#include <kspawn/pt_regs.h>
#include <kspawn/errno.h>
#include <kspawn/fork.h>
#include <kspawn/futex.h>
#include <kspawn/signal.h>
#include <kspawn/wait.h>

#include "machine.hpp"
#include "port.hpp"
#include "process.hpp"
#include "scheduler.hpp"

using namespace kspawn::hosted;

namespace {

void to_console(std::string_view text)
{
	const auto &console = the_machine().options.console;
	if (console)
		console(text);
	else
		fwrite(text.data(), 1, text.size(), stdout);
}

long sys_write(int fd, uintptr_t from, size_t n)
{
	if (fd != 1 && fd != 2)
		return -KSPAWN_EBADF;
	char part[512];
	size_t done = 0;
	while (done < n) {
		const size_t now = std::min(n - done, sizeof(part));
		const int err = kspawn_copy_from_user(part, from + done, now);
		if (err)
			return done ? long(done) : err;
		to_console({ part, now });
		done += now;
	}
	return long(done);
}

int put_int(uintptr_t to, int value) { return kspawn_copy_to_user(kspawn_current(), to, &value, sizeof(value)); }

/// What concerns parents and children.
long sys_prctl(int what, uintptr_t arg)
{
	process &p = process::current();
	switch (what) {
	case PR_SET_PDEATHSIG:
		if (arg > KSPAWN_SIGNAL_MAX)
			return -KSPAWN_EINVAL;
		p.death_signal = int(arg);
		return 0;
	case PR_GET_PDEATHSIG:
		return put_int(arg, p.death_signal);
	case PR_SET_CHILD_SUBREAPER:
		kspawn_set_subreaper(arg != 0);
		return 0;
	case PR_GET_CHILD_SUBREAPER:
		return put_int(arg, kspawn_is_subreaper());
	default:
		return -KSPAWN_EINVAL;
	}
}

} // namespace

void kspawn_parent_died(kspawn_task *task)
{
	const int sig = process::of(task).death_signal;
	if (sig)
		(void)kspawn_signal_process(task, sig, nullptr);
}

long kspawn_fallback_syscall(kspawn_pt_regs *regs)
{
	const auto arg = [regs](unsigned n) { return kspawn_pt_regs_arg(regs, n); };
	const long result = kspawn_futex_syscall(regs);
	if (result != -KSPAWN_ENOSYS)
		return result;
	switch (kspawn_pt_regs_nr(regs)) {
	case SYS_write:
		return sys_write(int(arg(0)), arg(1), arg(2));
	case SYS_prctl:
		return sys_prctl(int(arg(0)), arg(1));
	default:
		return port_syscall(*regs);
	}
}
