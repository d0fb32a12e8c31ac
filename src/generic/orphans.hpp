/* src/generic/orphans.hpp: children whose parent ends */
#ifndef KSPAWN_ORPHANS_HPP
#define KSPAWN_ORPHANS_HPP

#include <kspawn/host.h>
#include <kspawn/task.h>

extern "C" {
/// Returns the process that adopts what `leader` leaves: the nearest subreaper
/// among its ancestors that has a living thread, or init. Under KSPAWN_LOCK_TREE.
kspawn_task *kspawn_reaper_of(const kspawn_task *leader);
/// Gives the living children of `task`, which is exiting, their next parent, and
/// those of the whole process if `task` is its last thread; tells the host of each.
void kspawn_orphans_pass_on(kspawn_task *task);
}
#endif
