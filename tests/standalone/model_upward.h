/* tests/standalone/model_upward.h: included before all else, what a port like PA-RISC defines in frame.h */
#define KSPAWN_STACK_GROWS_UP 1
#define KSPAWN_CALL_AREA 64

/* A pointer to a function is the address of a descriptor. */
#define KSPAWN_CODE_ADDRESS(function) ((uintptr_t)(function) ^ 8)
