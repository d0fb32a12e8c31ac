/* tests/system/kernel/walk.h: an interrupt that comes one tick later each time, and where it came */
#ifndef KSPAWN_TEST_WALK_H
#define KSPAWN_TEST_WALK_H

#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/* Time of the machine is tied to instructions (-icount), and one takes no less than a tick of its timer: `ns=` of the
 * command line. The distance from one interrupt to the next grows by one instruction, from `first=` on. */
#define WALK_FIRST 900
#define WALK_SPAN 1000

/// Notes where an interrupt came.
void walk_note(uintptr_t ip);
/// When the next one is to come, in ns.
uint64_t walk_next(uint64_t now);
/// To the log: "hit ADDRESS" for each place.
void walk_tell(void);

#ifdef __cplusplus
}
#endif
#endif
