/* tests/standalone/model_pair.h: included before all else, what a port like Itanium defines in frame.h */
#define KSPAWN_STACK_PAIR 1
#define KSPAWN_CALL_AREA 16
