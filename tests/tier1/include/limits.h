/* tests/tier1/include/limits.h: what the tests use of it: the compiler's own may include a C library's */
#pragma once

#define INT_MAX __INT_MAX__
#define INT_MIN (-INT_MAX - 1)
#define LONG_MAX __LONG_MAX__
#define LONG_MIN (-LONG_MAX - 1)
