/* page.h: the entries of page tables, for page.c and the machine */
#include "machine/paging.h" /* of the machine, which ./kspawn new-kernel copies */

/// The entry of `addr` in a table of `level`, from 0 up, with the tables on its way if `make`. NULL: no memory, or no table.
pte_t *page_entry(uintptr_t root, uintptr_t addr, int level, bool make);
