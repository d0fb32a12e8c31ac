/* tests/tier1/include/stdlib.h: memory, the environment and the end of a program */
#ifndef KSPAWN_TIER1_STDLIB_H
#define KSPAWN_TIER1_STDLIB_H
#include <stddef.h>
#ifdef __cplusplus
extern "C" {
#else
#define _Exit _exit
#endif

void *malloc(size_t size);
void *calloc(size_t count, size_t size);
void free(void *at);
const char *getenv(const char *name);
__attribute__((noreturn)) void exit(int status);
__attribute__((noreturn)) void abort(void);
__attribute__((noreturn)) void _exit(int status); /* of the port */

#ifdef __cplusplus
}
#endif
#endif
