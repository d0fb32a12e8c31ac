/* include/kspawn/layout.h: a structure that C and assembly share is written once, as a list of its words
 *
 *	#define THING(WORD, WORDS) WORD(first, FIRST) WORDS(others, OTHERS, 3)
 *
 * WORD(member, NAME) is a word of the machine, WORDS(member, NAME, count) an array of them. NAME is the offset in
 * bytes, with a prefix: an enumerator in C, a symbol of its own value in assembly. */
#ifndef KSPAWN_LAYOUT_H
#define KSPAWN_LAYOUT_H

#include <kspawn/assert.h>

/* The names of a list of X(register, number in unwind information). */
#define KSPAWN_NAME(name, number) name

#ifdef __ASSEMBLER__
/* clang-format off */
#define KSPAWN_LAYOUT_BEGIN .set kspawn_layout_at, 0;
#define KSPAWN_LAYOUT_AT(name, count) \
	.set name, kspawn_layout_at; .set kspawn_layout_at, kspawn_layout_at + (count) * KSPAWN_WORD;
/* clang-format on */
#else
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* The type of a word, of KSPAWN_WORD bytes: another where a register is wider than a pointer, as in MIPS n32 and x32. */
#ifndef KSPAWN_WORD_TYPE
#define KSPAWN_WORD_TYPE uintptr_t
#endif

KSPAWN_ASSERT(sizeof(KSPAWN_WORD_TYPE) >= sizeof(void *), "a word holds a pointer");

#define KSPAWN_MEMBER(member, NAME) KSPAWN_WORD_TYPE member;
#define KSPAWN_MEMBERS(member, NAME, count) KSPAWN_WORD_TYPE member[count];
#endif
#endif
