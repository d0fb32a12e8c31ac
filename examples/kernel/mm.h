/* mm.h: what the files of user memory share */
#ifndef MM_H
#define MM_H

#include "kernel.h"

/// Returns the area that contains an address, or NULL.
struct area *area_at(struct kspawn_mm *mm, uintptr_t addr);
/// Returns 0 for a range of areas without a hole, or -ENOMEM.
int mm_check_mapped(struct kspawn_mm *mm, uintptr_t start, uintptr_t end);
/// With a reference of its own to the file; NULL.
struct area *area_copy(const struct area *from);
/// Frees its pages and itself; it is in no list.
void area_drop(struct kspawn_mm *mm, struct area *area);

#endif
