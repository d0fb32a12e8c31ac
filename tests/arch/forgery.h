/* tests/arch/forgery.h: words of the table in a port's regs.h, changes to the registers of a program
 *
 * A row is { name, word of pt_regs, bits that are kept, bits that are set, what becomes of a program with such registers }:
 * it DIES before it is in user mode, it LIVES, or it does and is KILLED there. */
#ifndef KSPAWN_TEST_FORGERY_H
#define KSPAWN_TEST_FORGERY_H

#include <regs.h>

#define IP offsetof(struct kspawn_pt_regs, KSPAWN_PT_REGS_IP)
#define SP offsetof(struct kspawn_pt_regs, KSPAWN_PT_REGS_SP)
#define TLS offsetof(struct kspawn_pt_regs, KSPAWN_PT_REGS_TLS)
#define STATUS_WORD offsetof(struct kspawn_pt_regs, KSPAWN_PT_REGS_STATUS)
#ifndef RESULT
#define RESULT offsetof(struct kspawn_pt_regs, KSPAWN_PT_REGS_RET)
#endif

/* Of the status word: bits that are set or cleared, bits `mask` that are `bits`; of any word: another value. */
/* clang-format off */
#define SET(name, bits, fate) { name, STATUS_WORD, ~0ul, bits, fate }
#define CLEAR(name, bits, fate) { name, STATUS_WORD, ~(unsigned long)(bits), 0, fate }
#define FIELD(name, mask, bits, fate) { name, STATUS_WORD, ~(unsigned long)(mask), bits, fate }
#define WORD(word, name, value, fate) { name, word, 0, value, fate }
/* clang-format on */

#ifndef FORGERIES_OF_NO_MACHINE /* which a program on real privilege would not survive */
#define FORGERIES_OF_NO_MACHINE
#endif
#ifndef NEW_PROGRAM /* the words of a new program that are not zero, besides ip and sp */
#define NEW_PROGRAM
#endif
#endif
