/* tests/user/dynamic.h: what a program and its interpreter agree upon */
#ifndef KSPAWN_TEST_USER_DYNAMIC_H
#define KSPAWN_TEST_USER_DYNAMIC_H

#define DYNAMIC_INTERP "/loader-pie"

/* AT_ENTRY of the program, which continues with the stack that execve made. No
 * assembly is needed to hand it over, and who enters it otherwise gets nowhere. */
typedef void dynamic_entry(const unsigned long *stack);

#endif
