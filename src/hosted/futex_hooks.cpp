/* src/hosted/futex_hooks.cpp: the hooks of futexes over the machine's memory */
#include <kspawn/errno.h>
#include <kspawn/futex.h>

#include "inject.hpp"
#include "machine.hpp"
#include "mm.hpp"
#include "process.hpp"
#include "scheduler.hpp"

using namespace kspawn::hosted;

namespace {

uint32_t *word_at(frame_t frame, uintptr_t at)
{
	return reinterpret_cast<uint32_t *>(the_machine().memory.at(frame) + at % page_size);
}

bool is_users(uintptr_t at) { return at >= user_low && at < user_high; }

} // namespace

kspawn_waiters *kspawn_futex_waiters() { return &the_machine().futexes; }

uintptr_t *kspawn_robust_list(kspawn_task *task) { return &process::of(task).robust_list; }

/// No two address spaces share memory.
int kspawn_futex_key_of(uintptr_t at, bool shared, kspawn_futex_key *key)
{
	may_sleep();
	const kspawn_mm *mm = process::current().mm;
	if (!mm || inject::fails() || !is_users(at) || (shared && !mm->find(at)))
		return -KSPAWN_EFAULT;
	*key = { mm, at };
	return 0;
}

int kspawn_futex_load(uintptr_t at, uint32_t *value)
{
	const kspawn_mm *mm = process::current().mm;
	const area *where = mm->find(at);
	const frame_t frame = where && where->prot ? mm->frame_at(page_of(at)) : no_frame;
	if (frame == no_frame || inject::fails())
		return -KSPAWN_EFAULT;
	*value = __atomic_load_n(word_at(frame, at), __ATOMIC_ACQUIRE);
	return 0;
}

int kspawn_futex_exchange(uintptr_t at, uint32_t *expected, uint32_t value)
{
	may_sleep();
	frame_t frame;
	if (inject::fails() || process::current().mm->touch(at, intent::write, &frame))
		return -KSPAWN_EFAULT;
	__atomic_compare_exchange_n(word_at(frame, at), expected, value, false, __ATOMIC_ACQ_REL, __ATOMIC_ACQUIRE);
	return 0;
}

void kspawn_futex_wake(uintptr_t at)
{
	may_sleep();
	kspawn_futex_clear_tid(at);
}
