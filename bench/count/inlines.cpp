/* bench/count/inlines.cpp: the forms of the switch that are inlined into a scheduler */
#include <kspawn/switch_inline.h>

#include "pair.hpp"

namespace {

COUNT_APART kspawn_thread *schedule(kspawn_thread *prev, kspawn_thread *next)
{
	COUNT_BEGIN(switch_inline);
	prev = kspawn_switch_inline(prev, next);
	COUNT_END(switch_inline);
	return prev;
}

COUNT_APART kspawn_thread *schedule_fp(kspawn_thread *prev, kspawn_thread *next)
{
	COUNT_BEGIN(switch_inline_fp);
	prev = kspawn_switch_inline_fp(prev, next);
	COUNT_END(switch_inline_fp);
	return prev;
}

} // namespace

extern "C" void _start()
{
	pair<schedule>::start();
	pair<schedule_fp>::start();
	COUNT_FROM();
	pair<schedule>::run(3);
	pair<schedule_fp>::run(3);
	COUNT_UNTIL();
}
