/* src/hosted/user_range.hpp: the host addresses where the running program's memory appears */
#ifndef KSPAWN_HOSTED_USER_RANGE_HPP
#define KSPAWN_HOSTED_USER_RANGE_HPP

#include <cstddef>
#include <cstdint>

struct kspawn_mm;

namespace kspawn::hosted {

class phys_mem;

/// One range for all: pages of the active memory appear when a fault asks for
/// them, and all disappear when another becomes active.
namespace user_range {

/// Takes the host addresses, before the machine maps anything that the host
/// might put there. They are the process's from then on.
void reserve();
/// Whose frames appear.
void use(phys_mem &memory);
void release();
/// `mm` is about to run.
void activate(kspawn_mm *mm);
/// User mode faulted at `addr`, perhaps as it fetched an instruction: 0 if it may
/// continue, or the signal that it gets. Some machines report the page alone: `fetch`
/// says that it is the page of the instruction, which must be executable anyway.
int fault(uintptr_t addr, bool fetch);
/// Returns true if the instruction at `pc` can be fetched.
bool can_fetch(uintptr_t pc);

/* Called by the address space; nothing to do unless it is the active one. */
void forget(const kspawn_mm *mm);
void write_protect(const kspawn_mm *mm);
void unmap_page(const kspawn_mm *mm, size_t page);

} // namespace user_range
} // namespace kspawn::hosted
#endif
