/* tests/explore/kernel/locks.cpp: the locks of the core, and the rules of host.h */
#include "internal.hpp"

using namespace explore;

namespace kernel {

lock core_locks[KSPAWN_LOCK_COUNT];

void locks_reset()
{
	core_locks[KSPAWN_LOCK_TREE] = {};
	core_locks[KSPAWN_LOCK_TREE].name = "TREE";
	core_locks[KSPAWN_LOCK_PID] = {};
	core_locks[KSPAWN_LOCK_PID].name = "PID";
	core_locks[KSPAWN_LOCK_FUTEX] = {};
	core_locks[KSPAWN_LOCK_FUTEX].name = "FUTEX";
	for (lock &l : core_locks)
		l.owner = -1;
}

void take_lock_here(lock &l)
{
	while (l.owner >= 0) {
		vps[cur].st = processor::lockwait;
		vps[cur].want = &l;
		block();
		vps[cur].st = processor::run;
	}
	l.owner = cur;
	acquire(l);
	event(l, op_lock, true);
}

void take_lock(lock &l, uintptr_t pc)
{
	point(op_lock, &l, pc);
	take_lock_here(l);
}

void give_lock(lock &l)
{
	release(l);
	event(l, op_unlock, true);
	l.owner = -1;
}

void may_sleep(const char *hook)
{
	const processor &vp = vps[cur];
	if (vp.locks)
		fail(std::string("hook that may sleep under a core lock: ") + hook, HERE);
	if (vp.in_interrupt)
		fail(std::string("hook that may sleep in an interrupt handler: ") + hook, HERE);
	if (vp.irq_off && booted[cur] && !(vp.current->flags & KSPAWN_TF_IDLE))
		fail(std::string("hook that may sleep with interrupts off: ") + hook, HERE);
}

void no_core_lock(const char *hook)
{
	if (vps[cur].locks)
		fail(std::string("hook called under a core lock: ") + hook, HERE);
}

void under_tree(const char *hook)
{
	if (!(vps[cur].locks & (1u << KSPAWN_LOCK_TREE)))
		fail(std::string("hook called without the lock of the tree: ") + hook, HERE);
	if (vps[cur].locks & (1u << KSPAWN_LOCK_PID))
		fail(std::string("hook called under the lock of the pids: ") + hook, HERE);
}

} // namespace kernel

using namespace kernel;

uintptr_t kspawn_lock(kspawn_lock_id id)
{
	const uintptr_t pc = HERE;
	if (vps[cur].locks & (1u << id))
		fail("a core lock is taken twice", pc);
	if (id == KSPAWN_LOCK_TREE && vps[cur].locks)
		fail("TREE is taken under PID", pc);
	if ((id == KSPAWN_LOCK_FUTEX && vps[cur].locks) || (vps[cur].locks & 1u << KSPAWN_LOCK_FUTEX))
		fail("FUTEX is held with another lock of the core", pc);
	take_lock(core_locks[id], pc);
	vps[cur].locks |= 1u << id;
	const bool was = vps[cur].irq_off;
	vps[cur].irq_off = true;
	return 0x1230 + was + (id << 8);
}

void kspawn_unlock(kspawn_lock_id id, uintptr_t flags)
{
	const uintptr_t pc = HERE;
	lock &l = core_locks[id];
	if (l.owner != cur || !(vps[cur].locks & (1u << id)))
		fail("a core lock is released that is not held", pc);
	if ((flags & ~uintptr_t(1)) != 0x1230u + (id << 8))
		fail("unlock with wrong flags", pc);
	give_lock(l);
	vps[cur].locks &= ~(1u << id);
	vps[cur].irq_off = flags & 1;
}
