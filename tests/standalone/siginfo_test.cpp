/* tests/standalone/siginfo_test.cpp: the numbers and structures of signals agree with the C library and Linux */
#include <catch2/catch.hpp>

#include <csignal>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <sys/syscall.h>
#include <unistd.h>

#include <kspawn/siginfo.h>

namespace {

#define SAME(name) static_assert(int(KSPAWN_##name) == int(name))
SAME(SIGHUP);
SAME(SIGINT);
SAME(SIGQUIT);
SAME(SIGILL);
SAME(SIGTRAP);
SAME(SIGABRT);
SAME(SIGFPE);
SAME(SIGKILL);
SAME(SIGSEGV);
SAME(SIGPIPE);
SAME(SIGALRM);
SAME(SIGTERM);
SAME(SIGCHLD);
SAME(SIGBUS);
SAME(SIGUSR1);
SAME(SIGUSR2);
SAME(SIGCONT);
SAME(SIGSTOP);
SAME(SIGTSTP);
SAME(SIGTTIN);
SAME(SIGTTOU);
SAME(SIGURG);
SAME(SIGXCPU);
SAME(SIGXFSZ);
SAME(SIGVTALRM);
SAME(SIGPROF);
SAME(SIGWINCH);
SAME(SIGIO);
SAME(SIGPWR);
SAME(SIGSYS);
#ifdef SIGSTKFLT
SAME(SIGSTKFLT);
#endif
static_assert(KSPAWN_SIGNAL_MAX == _NSIG - 1 || KSPAWN_SIGNAL_MAX == _NSIG);
static_assert(KSPAWN_SIGRTMIN == __SIGRTMIN);
SAME(SA_NOCLDSTOP);
SAME(SA_NOCLDWAIT);
SAME(SA_SIGINFO);
SAME(SA_ONSTACK);
SAME(SA_RESTART);
SAME(SA_NODEFER);
SAME(SA_RESETHAND);
SAME(SIG_BLOCK);
SAME(SIG_UNBLOCK);
SAME(SIG_SETMASK);
SAME(SS_ONSTACK);
SAME(SS_DISABLE);
SAME(SI_USER);
SAME(SI_KERNEL);
SAME(SI_QUEUE);
SAME(SI_TKILL);
SAME(SI_TIMER);
SAME(SI_MESGQ);
SAME(SI_ASYNCIO);
SAME(ILL_ILLOPC);
SAME(ILL_ILLOPN);
SAME(ILL_PRVOPC);
SAME(ILL_BADSTK);
SAME(FPE_INTDIV);
SAME(FPE_INTOVF);
SAME(FPE_FLTDIV);
SAME(FPE_FLTOVF);
SAME(FPE_FLTUND);
SAME(FPE_FLTRES);
SAME(FPE_FLTINV);
SAME(FPE_FLTUNK);
SAME(SEGV_MAPERR);
SAME(SEGV_ACCERR);
SAME(BUS_ADRALN);
SAME(BUS_ADRERR);
SAME(BUS_OBJERR);
SAME(TRAP_BRKPT);
SAME(TRAP_TRACE);
SAME(CLD_EXITED);
SAME(CLD_KILLED);
SAME(CLD_DUMPED);
SAME(CLD_TRAPPED);
SAME(CLD_STOPPED);
SAME(CLD_CONTINUED);
#undef SAME

#define AT(own, libc) static_assert(offsetof(kspawn_siginfo, own) == offsetof(siginfo_t, libc))
AT(signo, si_signo);
AT(error, si_errno);
AT(code, si_code);
AT(kill.pid, si_pid);
AT(kill.uid, si_uid);
AT(timer.id, si_timerid);
AT(timer.overrun, si_overrun);
AT(timer.value, si_value);
AT(rt.pid, si_pid);
AT(rt.uid, si_uid);
AT(rt.value, si_value);
AT(child.pid, si_pid);
AT(child.uid, si_uid);
AT(child.status, si_status);
AT(child.utime, si_utime);
AT(child.stime, si_stime);
AT(fault.addr, si_addr);
AT(fault.addr_lsb, si_addr_lsb);
AT(fault.lower, si_lower);
AT(fault.upper, si_upper);
AT(poll.band, si_band);
AT(poll.fd, si_fd);
AT(sys.call_addr, si_call_addr);
AT(sys.nr, si_syscall);
AT(sys.arch, si_arch);
#undef AT
static_assert(sizeof(kspawn_siginfo) == sizeof(siginfo_t));

static_assert(sizeof(kspawn_sigaltstack) == sizeof(stack_t));
static_assert(offsetof(kspawn_sigaltstack, sp) == offsetof(stack_t, ss_sp));
static_assert(offsetof(kspawn_sigaltstack, flags) == offsetof(stack_t, ss_flags));
static_assert(offsetof(kspawn_sigaltstack, size) == offsetof(stack_t, ss_size));

[[maybe_unused]] void handler(int) {}

} // namespace

/* QEMU 7.2 has a restorer on machines where Linux has none. */
#if defined(KSPAWN_SA_RESTORER) || !KSPAWN_EMULATED
TEST_CASE("a kspawn_sigaction is what rt_sigaction of Linux reads and writes")
{
	kspawn_sigaction action = {}, read = {};
	const uint64_t mask = uint64_t(1) << (SIGUSR2 - 1) | uint64_t(1) << (40 - 1);
	action.handler = reinterpret_cast<uintptr_t>(handler);
	action.flags = KSPAWN_SA_NODEFER | KSPAWN_SA_NOCLDWAIT;
	kspawn_sigset_put(&action.mask, mask);
	REQUIRE(syscall(SYS_rt_sigaction, SIGUSR1, &action, nullptr, sizeof(action.mask)) == 0);

	struct sigaction libc = {};
	REQUIRE(sigaction(SIGUSR1, nullptr, &libc) == 0);
	CHECK(libc.sa_handler == handler);
	CHECK((unsigned(libc.sa_flags) & (KSPAWN_SA_NODEFER | KSPAWN_SA_NOCLDWAIT)) == (KSPAWN_SA_NODEFER | KSPAWN_SA_NOCLDWAIT));
	for (int sig : { SIGUSR1, SIGUSR2, 40, 41 })
		CHECK(sigismember(&libc.sa_mask, sig) == int(mask >> (sig - 1) & 1));

	REQUIRE(syscall(SYS_rt_sigaction, SIGUSR1, nullptr, &read, sizeof(read.mask)) == 0);
	CHECK(read.handler == action.handler);
	CHECK(kspawn_sigset_get(&read.mask) == mask);
	signal(SIGUSR1, SIG_DFL);
}
#endif

TEST_CASE("kspawn_sigset_get returns what kspawn_sigset_put has put")
{
	kspawn_sigset set;
	memset(&set, 0xff, sizeof(set));
	for (uint64_t mask :
	     { uint64_t(0), uint64_t(1), uint64_t(1) << 31, uint64_t(1) << 32, uint64_t(1) << 63, ~uint64_t(0) }) {
		kspawn_sigset_put(&set, mask);
		CHECK(kspawn_sigset_get(&set) == mask);
		for (size_t i = sizeof(mask) / sizeof(set.words[0]); i < sizeof(set.words) / sizeof(set.words[0]); i++)
			CHECK(set.words[i] == 0);
	}
}
