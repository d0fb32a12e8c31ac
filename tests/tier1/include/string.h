/* tests/tier1/include/string.h: what the core and the tests use of it */
#ifndef KSPAWN_TIER1_STRING_H
#define KSPAWN_TIER1_STRING_H
#include <stddef.h>
#ifdef __cplusplus
extern "C" {
#endif

void *memcpy(void *to, const void *from, size_t n);
void *memmove(void *to, const void *from, size_t n);
void *memset(void *to, int byte, size_t n);
int memcmp(const void *a, const void *b, size_t n);
size_t strlen(const char *s);
int strcmp(const char *a, const char *b);

#ifdef __cplusplus
}
#endif
#endif
