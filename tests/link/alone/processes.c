/* tests/link/alone/processes.c: the hooks of layer 4 */
#include "processes.h"

struct kspawn_task *init_process;
int signals;

struct kspawn_task *kspawn_init_task(void) { return init_process; }

bool kspawn_child_event(struct kspawn_task *parent, struct kspawn_task *child)
{
	(void)parent;
	signals += child->exit_signal != 0;
	return true;
}
