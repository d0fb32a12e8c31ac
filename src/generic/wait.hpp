/* src/generic/wait.hpp: a wait for a zombie or for a report */
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
	uint32_t seen;        /* if nothing was found: the count of events to sleep on */
	kspawn_rusage *usage; /* to be filled in for that child, and is zero; or NULL */
};

/// Waits for a zombie of the current process and reaps it; or for a live child that has
/// something to report. *out is the zombie with a reference, which the caller puts.
/// With WNOWAIT it is not reaped, and another thread may find it, too. The caller has
/// checked the target. Without WEXITED a zombie does not count as a child: the wait lasts
/// until no live child is left. Returns 0, with NULL if WNOHANG found none; 1 with NULL
/// for a report; or a negative errno with NULL.
extern "C" int kspawn_wait_find(const wait_target &target, kspawn_task **out, wait_report &report);

/// What kspawn_wait4 does. It fills in *usage for that child, too, unless NULL. The caller zeroes it.
extern "C" int kspawn_wait_usage(int pid, int *status, unsigned options, kspawn_rusage *usage);
#endif
