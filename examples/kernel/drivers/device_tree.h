/* drivers/device_tree.h: what a flattened device tree tells of the machine */
#ifndef DEVICE_TREE_H
#define DEVICE_TREE_H

#include <stdint.h>

/// Fills in `boot` but for the start of memory, and the rate of the clock if the tree tells.
void device_tree_read(const void *tree, uint32_t *ticks_per_second);

#endif
