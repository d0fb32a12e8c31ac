/* bench/life/kernel.hpp: the smallest kernel that has kernel threads, pids, a run queue, sleepers and waits */
#ifndef KSPAWN_BENCH_LIFE_KERNEL_HPP
#define KSPAWN_BENCH_LIFE_KERNEL_HPP

#include <stddef.h>
#include <stdint.h>

#include <kspawn/kthread.h>
#include <kspawn/wait.h>

namespace bench::life_kernel {

/// Returns this number of bytes of zeroes, aligned to a page.
using memory = void *(*)(size_t bytes);

/// Starts over, with room for `tasks` at a time, of which at most `ready` are ready at once, with stacks of `stack_size` bytes,
/// a power of two up to a page. The caller becomes the idle task.
void boot(uint32_t tasks, uint32_t ready, size_t stack_size, memory zeroes);

/// In the idle task: has init, a kernel thread, do what(n).
void run(void (*what)(uint64_t n), uint64_t n);

/// Lets every ready task run.
void yield();

} // namespace bench::life_kernel
#endif
