/* tests/ports/riscv64/rights.h: what a program gets of the rights that it asks for, and code that returns */
#ifndef KSPAWN_TEST_RIGHTS_H
#define KSPAWN_TEST_RIGHTS_H

/* ---, r--, -w-, rw-, --x, r-x, -wx, rwx; as Linux gives them on this architecture */
#define GIVEN 0, R, RW, RW, X, RX, RWX, RWX
#define GIVEN_BY_OLDER GIVEN

#define RETURN_WORDS 0x00008067 /* ret */

#endif
