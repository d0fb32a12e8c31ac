/* drivers/device_tree.h: the machine as a flattened device tree describes it */
#ifndef DEVICE_TREE_H
#define DEVICE_TREE_H

#include <stdint.h>

/// Fills in `boot`, except the start of memory, and the rate of the clock if the tree has it.
void device_tree_read(const void *tree, uint32_t *ticks_per_second);

#endif
