/* src/generic/task_flags.hpp: the bits of a task, changed under KSPAWN_LOCK_TREE and read by anyone */
#ifndef KSPAWN_TASK_FLAGS_HPP
#define KSPAWN_TASK_FLAGS_HPP

#include <kspawn/task.h>

namespace {

inline bool has_flag(const kspawn_task *task, uint32_t flag)
{
	return __atomic_load_n(&task->flags, __ATOMIC_RELAXED) & flag;
}

/// Whether it was set before.
inline bool set_flag(kspawn_task *task, uint32_t flag)
{
	const uint32_t flags = task->flags;
	__atomic_store_n(&task->flags, flags | flag, __ATOMIC_RELAXED);
	return flags & flag;
}

inline void clear_flag(kspawn_task *task, uint32_t flag)
{
	__atomic_store_n(&task->flags, task->flags & ~flag, __ATOMIC_RELAXED);
}

} // namespace
#endif
