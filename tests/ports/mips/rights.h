/* tests/ports/mips/rights.h: what a program gets of the rights that it asks for, and code that returns */
#ifndef KSPAWN_TEST_RIGHTS_H
#define KSPAWN_TEST_RIGHTS_H

/* ---, r--, -w-, rw-, --x, r-x, -wx, rwx; as Linux gives them on this architecture */
#define GIVEN 0, R, W, RW, RX, RX, RWX, RWX
/* on a processor without RI and XI */
#define GIVEN_BY_OLDER 0, RX, RWX, RWX, RX, RX, RWX, RWX

#define RETURN_WORDS 0x03e00008, 0 /* jr ra; nop */

#endif
