/* src/generic/robust_list.hpp: the head of a robust list, in user memory */
#ifndef KSPAWN_ROBUST_LIST_HPP
#define KSPAWN_ROBUST_LIST_HPP

#include <stdint.h>

/// Bit 0 of an address of an entry marks a futex with priority inheritance.
struct robust_head {
	uintptr_t first;   /* entry; the last one points to the head */
	uintptr_t offset;  /* of the futex word from an entry */
	uintptr_t pending; /* an entry that is being added or taken out, or 0 */
};
#endif
