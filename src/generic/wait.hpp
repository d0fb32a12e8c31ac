/* src/generic/wait.hpp: a zombie between its end and its reaping */
#ifndef KSPAWN_WAIT_HPP
#define KSPAWN_WAIT_HPP

#include <kspawn/wait.h>

constexpr unsigned wait_options = KSPAWN_WNOHANG | KSPAWN_WUNTRACED | KSPAWN_WCONTINUED | KSPAWN_WNOTHREAD |
				  KSPAWN_WALL | KSPAWN_WCLONE;

extern "C" {
/// Waits for a zombie of the current process and keeps others from it; the
/// caller has checked the options, which are wait4's. 0, with
/// NULL if WNOHANG found none, or a negative errno with NULL.
int kspawn_wait_claim(int pid, unsigned options, kspawn_task **out);
/// The parent has its status.
void kspawn_wait_reap(kspawn_task *zombie);
/// It has not: the zombie is to be waited for again.
void kspawn_wait_unclaim(kspawn_task *zombie);
}
#endif
