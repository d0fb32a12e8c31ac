/* tests/tier1/include/stdio.h: output on the port's `write` */
#ifndef KSPAWN_TIER1_STDIO_H
#define KSPAWN_TIER1_STDIO_H
#ifdef __cplusplus
extern "C" {
#endif

/// Supports %s %d %u %x %lx %llx.
__attribute__((format(printf, 1, 2))) int printf(const char *format, ...);
int puts(const char *line);
#define stdout ((void *)0)
static inline int fflush(void *file) { return (void)file, 0; } /* nothing is kept back */

#ifdef __cplusplus
}
#endif
#endif
