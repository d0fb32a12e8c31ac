/* tests/user/dynamic.h: what a program and its interpreter agree upon */
#ifndef KSPAWN_TEST_USER_DYNAMIC_H
#define KSPAWN_TEST_USER_DYNAMIC_H

#define DYNAMIC_INTERP "/loader-pie"

/* AT_ENTRY of the program, which continues with the stack that execve made. No
 * assembly is needed to hand it over. Any other caller crashes. */
typedef void dynamic_entry(const unsigned long *stack);

#endif
