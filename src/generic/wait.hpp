/* src/generic/wait.hpp: a zombie between its end and its reaping */
#ifndef KSPAWN_WAIT_HPP
#define KSPAWN_WAIT_HPP

#include <kspawn/wait.h>

constexpr unsigned wait_options = KSPAWN_WNOHANG | KSPAWN_WUNTRACED | KSPAWN_WCONTINUED | KSPAWN_WNOTHREAD |
				  KSPAWN_WALL | KSPAWN_WCLONE;

/// Which children a wait is about, as waitid says it.
struct wait_target {
	int idtype;       /* KSPAWN_P_ALL, _PID or _PGID */
	int id;           /* _PGID: 0 for the group of the process */
	unsigned options; /* those of wait4, and WEXITED */
};

extern "C" {
/// Waits for a zombie of the current process and keeps others from it; the
/// caller has checked the target. Without WEXITED a zombie is no child, so that
/// this only waits until the living are no more. Returns 0, with NULL if WNOHANG
/// found none, or a negative errno with NULL.
int kspawn_wait_claim(const wait_target &target, kspawn_task **out);
/// Frees a zombie that was claimed.
void kspawn_wait_reap(kspawn_task *zombie);
/// Leaves it for a later wait. (WNOWAIT)
void kspawn_wait_unclaim(kspawn_task *zombie);
}
#endif
