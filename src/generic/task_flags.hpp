/* src/generic/task_flags.hpp: the bits of a task, changed under KSPAWN_LOCK_TREE and read by any code */
#ifndef KSPAWN_TASK_FLAGS_HPP
#define KSPAWN_TASK_FLAGS_HPP

#include <kspawn/atomic.h>
#include <kspawn/task.h>

namespace {

inline bool has_flag(const kspawn_task *task, uint32_t flag) { return kspawn_atomic_load(&task->flags, __ATOMIC_RELAXED) & flag; }

/// Sets `flag`. Returns true if it was already set.
inline bool set_flag(kspawn_task *task, uint32_t flag)
{
	const uint32_t flags = task->flags;
	kspawn_atomic_store(&task->flags, flags | flag, __ATOMIC_RELAXED);
	return flags & flag;
}

inline void clear_flag(kspawn_task *task, uint32_t flag)
{
	kspawn_atomic_store(&task->flags, task->flags & ~flag, __ATOMIC_RELAXED);
}

} // namespace
#endif
