/* tests/standalone/model.h: included before all else, what a port that is unlike today's defines in frame.h */
#define KSPAWN_MODEL 1

/* s390x. */
#define KSPAWN_CALL_AREA 160

/* A pointer to a function is the address of a descriptor. */
#define KSPAWN_CODE_ADDRESS(function) ((uintptr_t)(function) ^ 8)
