/* include/kspawn/assert.h: one spelling of a compile-time assertion for C11 and C++ */
#ifndef KSPAWN_ASSERT_H
#define KSPAWN_ASSERT_H

#ifdef __cplusplus
#define KSPAWN_ASSERT(condition, what) static_assert(condition, what)
#else
#define KSPAWN_ASSERT(condition, what) _Static_assert(condition, what)
#endif
#endif
