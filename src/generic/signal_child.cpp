/* src/generic/signal_child.cpp: the signal of a child that has exited */
#include "signal.hpp"

namespace {

void describe(kspawn_task *child, kspawn_siginfo &info)
{
	const int status = child->exit_code, by = status & 0x7f;
	info.signo = child->exit_signal;
	info.code = by == 0 ? KSPAWN_CLD_EXITED : status & 0x80 ? KSPAWN_CLD_DUMPED : KSPAWN_CLD_KILLED;
	info.child.pid = child->tgid;
	info.child.uid = kspawn_task_uid(child);
	info.child.status = by ? by : status >> 8 & 0xff;
}

} // namespace

bool kspawn_signal_child(kspawn_task *parent, kspawn_task *child)
{
	const kspawn_sighand *hand = actions_of(parent);
	const int sig = child->exit_signal;
	if (!hand || !is_signal(sig))
		return true;
	kspawn_siginfo info = {};
	describe(child, info);
	const bool ignored = handler_of(*hand, sig) == KSPAWN_SIG_IGN;
	const bool kept = sig != KSPAWN_SIGCHLD || !(ignored || (hand->flags[sig - 1] & KSPAWN_SA_NOCLDWAIT));
	(void)kspawn_signal_send(parent, sig, &info, true);
	return kept;
}
