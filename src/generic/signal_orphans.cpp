/* src/generic/signal_orphans.cpp: groups that no parent in their session can continue (POSIX, 3.264) */
#include "orphans.hpp"
#include "processes.hpp"
#include "signal.hpp"

namespace {

int sid_of(kspawn_task *leader) { return has_flag(leader, KSPAWN_TF_IDLE) ? 0 : group_of(leader).sid; }

/// A parent outside the group and in its session: it may continue the group.
bool connects(kspawn_task *parent, kspawn_task *member)
{
	return parent && parent != kspawn_init_task() && parent->pgid != member->pgid && sid_of(parent) == sid_of(member);
}

kspawn_task *parent_without(kspawn_task *member, const kspawn_task *exiting)
{
	return exiting && member->parent == exiting ? kspawn_reaper_of(exiting) : member->parent;
}

bool has_stopped(int pgid)
{
	return find_in_pgrp(pgid, [](kspawn_task *leader) { return (group_of(leader).flags & GROUP_STOPPED) != 0; });
}

void hang_up(int pgid)
{
	const int signals[] = { KSPAWN_SIGHUP, KSPAWN_SIGCONT };
	for (int sig : signals)
		find_in_pgrp(pgid, [sig](kspawn_task *leader) {
			(void)kspawn_signal_send(leader, sig, nullptr, true);
			return false;
		});
}

/// `member` and `parent` connected a group with its session until now.
void orphan(kspawn_task *member, kspawn_task *parent, const kspawn_task *exiting)
{
	if (connects(parent, member) && has_stopped(member->pgid) && kspawn_pgrp_is_orphaned(member->pgid, exiting))
		hang_up(member->pgid);
}

} // namespace

bool kspawn_pgrp_is_orphaned(int pgid, const kspawn_task *exiting)
{
	return !find_in_pgrp(pgid, [exiting](kspawn_task *member) {
		return member != exiting && member->live != 0 && connects(parent_without(member, exiting), member);
	});
}

void kspawn_pgrps_orphan(kspawn_task *leader)
{
	if (kspawn_signal_pool()->stopped == 0)
		return;
	orphan(leader, leader->parent, leader);
	for (kspawn_task *child = leader->children; child; child = child->sibling)
		orphan(child, leader, leader);
}
