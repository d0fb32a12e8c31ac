/* src/generic/task_flags.hpp: the bits of a task, changed by several processors */
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
	return __atomic_fetch_or(&task->flags, flag, __ATOMIC_RELAXED) & flag;
}

inline void clear_flag(kspawn_task *task, uint32_t flag)
{
	__atomic_fetch_and(&task->flags, ~flag, __ATOMIC_RELAXED);
}

} // namespace
#endif
