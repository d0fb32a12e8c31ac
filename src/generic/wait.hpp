/* src/generic/wait.hpp: a zombie until it is reaped */
#ifndef KSPAWN_WAIT_HPP
#define KSPAWN_WAIT_HPP

#include <kspawn/wait.h>

constexpr unsigned wait_options =
	KSPAWN_WNOHANG | KSPAWN_WUNTRACED | KSPAWN_WCONTINUED | KSPAWN_WNOTHREAD | KSPAWN_WALL | KSPAWN_WCLONE;

/// The children that a wait is for, in the terms of waitid.
struct wait_target {
	int idtype;       /* KSPAWN_P_ALL, _PID or _PGID */
	int id;           /* _PGID: 0 for the group of the process */
	unsigned options; /* options of wait4, and WEXITED */
};

/// A live child that has stopped or continued.
struct wait_report {
	int pid;
	int status; /* wait status */
	unsigned uid;
};

extern "C" {
/// Waits for a zombie of the current process and claims it, so that no other thread
/// can reap it; or for a live child that has something to report. The caller has checked
/// the target. Without WEXITED a zombie does not count as a child: the wait lasts until no
/// live child is left. Returns 0, with NULL if WNOHANG found none; 1 with NULL for a
/// report; or a negative errno with NULL.
int kspawn_wait_claim(const wait_target &target, kspawn_task **out, wait_report &report);
/// Frees a zombie that was claimed.
void kspawn_wait_reap(kspawn_task *zombie);
/// Releases a claimed zombie for a later wait. (WNOWAIT)
void kspawn_wait_unclaim(kspawn_task *zombie);
}
#endif
