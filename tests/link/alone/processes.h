/* tests/link/alone/processes.h: a process that inherits orphans */
#ifndef KSPAWN_TESTS_LINK_ALONE_PROCESSES_H
#define KSPAWN_TESTS_LINK_ALONE_PROCESSES_H

#include "programs.h"

extern struct kspawn_task *init_process;
extern int signals; /* that parents were sent */

#endif
