/* src/generic/orphans.hpp: children whose parent ends */
#ifndef KSPAWN_ORPHANS_HPP
#define KSPAWN_ORPHANS_HPP

#include <kspawn/host.h>
#include <kspawn/task.h>

extern "C" {
/// Returns the process that adopts the children of `leader`: the nearest subreaper
/// among its ancestors that has a live thread, or init. Under KSPAWN_LOCK_TREE.
kspawn_task *kspawn_reaper_of(const kspawn_task *leader);
/// Gives the live children of `task`, which is exiting, their next parent; children of the
/// whole process if `task` is its last thread. Calls kspawn_parent_died for each.
void kspawn_orphans_pass_on(kspawn_task *task);
}
#endif
