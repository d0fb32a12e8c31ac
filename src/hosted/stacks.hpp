/* src/hosted/stacks.hpp: kernel stacks, aligned blocks whose lowest word points to the task */
#ifndef KSPAWN_HOSTED_STACKS_HPP
#define KSPAWN_HOSTED_STACKS_HPP

#include <cstddef>
#include <cstdint>

#include "phys_mem.hpp"

struct kspawn_task;

namespace kspawn::hosted {

/// A multiple of it is a block's address, so that any stack pointer leads to
/// its task. A processor's own stack is one: no smaller than PTHREAD_STACK_MIN, and
/// ThreadSanitizer keeps its notes there too.
#ifdef KSPAWN_SANITIZE_THREAD
constexpr size_t stack_block = 2048 * 1024;
#else
constexpr size_t stack_block = 256 * 1024;
#endif
/// Below it are the pointer and a guard page.
constexpr size_t stack_bottom = 2 * page_size;

namespace stacks {

void reserve(size_t count);
void release();
/// A block, or NULL.
unsigned char *alloc();
/// Poisons it, so that code that still runs there fails soon.
void free(unsigned char *block);
size_t in_use();

} // namespace stacks
} // namespace kspawn::hosted
#endif
