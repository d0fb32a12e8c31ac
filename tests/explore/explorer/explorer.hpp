/* tests/explore/explorer/explorer.hpp: what the explorer and the kernel under it ask of each other */
#pragma once
#include <string>

#include "processor.hpp"

namespace explore {

/* ---- memory that processors share ---- */

constexpr int slots_max = 32;
constexpr size_t slot_size = 768; /* bytes of a task and what the kernel keeps with it */
constexpr size_t arena_size = 64 * 1024;
extern unsigned char arena[arena_size]; /* the slots, then all other shared memory */

/* clang-format off */
enum op : uint8_t {
	op_load, op_store, op_rmw, op_read, op_write, op_lock, op_unlock, op_take, op_push, op_wait, op_wake, op_kick,
	op_publish, op_alloc, op_free, op_mm, op_note, op_switch, op_begin, op_block, op_early, op_tick, op_stale, op_interrupt
};
/* clang-format on */

/* ---- for the kernel ---- */

/// Before a step that other processors may see: the explorer chooses which one continues.
void point(op what, const void *object, uintptr_t pc);
/// The current processor cannot continue; its `st` and `want` say why.
void block();
void acquire(object &o);
void release(object &o);
/// Notes a step on an object: part of the partial order, without happens-before.
void event(object &o, op what, bool write);
/// A fresh slot: all of it counts as written.
void allocated(const void *addr, uintptr_t pc);
/// An access of the kernel for the current processor.
void access(const void *addr, size_t n, bool write, uintptr_t pc);
uint32_t load32(const uint32_t *addr, int order, uintptr_t pc, bool as_point);
/// load32 of a value that the kernel has seen before: never an older one.
uint32_t load32_newest(const uint32_t *addr, int order, uintptr_t pc);
void store32(uint32_t *addr, uint32_t value, int order, uintptr_t pc);
/// Returns 0, or 1 once for each of `left`: something unusual that may happen.
bool may_happen(int &left);
/// Returns 0 to n - 1, all explored: what a scenario does.
int pick(int n);
extern int spurious_left;

[[noreturn]] void fail(const std::string &what, uintptr_t pc = 0);
/// No processor can continue: checks what is left, and ends the execution.
[[noreturn]] void quiescent();
void note(const char *text, long a = 0);
void mark_begin();
/// Returns to the boot code of processor 0: this processor is ready.
void booted();
/// Runs the boot code of processor `v` until it calls booted().
void boot(int v);

/* ---- by the kernel ---- */

void kernel_reset();
bool kernel_has_work(int vp);
bool kernel_may_tick();
void kernel_tick();
bool kernel_may_interrupt();
void kernel_interrupt();
void kernel_quiescent();
std::string kernel_dump();
const char *kernel_scenario();
int kernel_current_pid();
std::string describe(const void *addr);
enum class memory { other, used, freed, fresh };
memory kernel_memory(const void *addr);

} // namespace explore
