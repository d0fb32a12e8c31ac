/* bench/count/switches.cpp: the forms of the switch that are functions */
#include "pair.hpp"

extern "C" void _start()
{
	pair<kspawn_switch_to>::start();
	pair<kspawn_switch_to_fp>::start();
	COUNT_FROM();
	pair<kspawn_switch_to>::run(3);
	pair<kspawn_switch_to_fp>::run(3);
	COUNT_UNTIL();
}
