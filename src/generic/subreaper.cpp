/* src/generic/subreaper.cpp: subreapers, which adopt the orphans among their descendants */
#include <kspawn/wait.h>

#include "freestanding.hpp"
#include "task_flags.hpp"

void kspawn_set_subreaper(bool on)
{
	tree_lock lock;
	kspawn_task *leader = kspawn_current()->leader;
	if (on)
		set_flag(leader, KSPAWN_TF_SUBREAPER);
	else
		clear_flag(leader, KSPAWN_TF_SUBREAPER);
}

bool kspawn_is_subreaper() { return has_flag(kspawn_current()->leader, KSPAWN_TF_SUBREAPER); }
