/* tests/explore/kernel/sleep.cpp: sleepers on words */
#include "internal.hpp"
#include <cstring>

using namespace explore;

namespace kernel {

namespace {

object objects[64];
const uint32_t *addresses[64];
int objects_n;

} // namespace

void words_reset()
{
	memset(arena + words_at, 0, words_max * 8);
	objects_n = 0;
}

/// The lock of the word's sleepers.
object &word_object(const uint32_t *word)
{
	for (int i = 0; i < objects_n; i++)
		if (addresses[i] == word)
			return objects[i];
	if (objects_n == 64)
		fail("too many words");
	addresses[objects_n] = word;
	objects[objects_n] = fresh("word");
	return objects[objects_n++];
}

void wake_one(int n, op what)
{
	hproc &h = hp[n];
	h.asleep = false;
	h.word = nullptr;
	push(n, what);
}

namespace {

bool is_killed(const kspawn_task *task)
{
	return load32(&task->flags, __ATOMIC_ACQUIRE, HERE, false) & KSPAWN_TF_KILLED;
}

} // namespace

uint32_t *wake_word_address(int n)
{
	return reinterpret_cast<uint32_t *>(arena + words_at) + 2 * n;
}

void sleep_forever()
{
	for (;;) {
		kspawn_wait_word(wake_word_address(words_max - 1), 0, KSPAWN_KILLABLE);
		work();
	}
}

void sleep_on(int n, bool killable)
{
	while (load32(wake_word_address(n), __ATOMIC_ACQUIRE, HERE, true) == 0) {
		kspawn_wait_word(wake_word_address(n), 0, killable ? KSPAWN_KILLABLE : KSPAWN_UNINTERRUPTIBLE);
		if (killable)
			work();
	}
}

void wake(int n)
{
	point(op_store, wake_word_address(n), HERE);
	store32(wake_word_address(n), 1, __ATOMIC_RELEASE, HERE);
	kspawn_wake_word(wake_word_address(n));
}

} // namespace kernel

using namespace kernel;

int kspawn_wait_word(const uint32_t *word, uint32_t seen, kspawn_sleep how)
{
	const bool killable = how != KSPAWN_UNINTERRUPTIBLE; /* there are no signals */
	const uintptr_t pc = HERE;
	may_sleep("wait_word");
	point(op_wait, word, pc);
	if (spurious_left && may_happen(spurious_left)) {
		note("wait_word returns early");
		return 0;
	}
	kspawn_task *task = kspawn_current();
	hproc &h = host_of(task);
	object &w = word_object(word);
	acquire(w);
	acquire(h.lock);
	event(w, op_wait, true);
	event(h.lock, op_wait, true);
	const bool killed = killable && is_killed(task);
	const bool changed = load32(word, __ATOMIC_ACQUIRE, pc, false) != seen;
	if (!killed && !changed) {
		h.asleep = true;
		h.killable = killable;
		h.word = word;
	}
	release(h.lock);
	release(w);
	if (killed)
		return -KSPAWN_EINTR;
	if (changed)
		return 0;
	schedule();
	return killable && is_killed(task) ? -KSPAWN_EINTR : 0;
}

void kspawn_wake_word(const uint32_t *word)
{
	const uintptr_t pc = HERE;
	if (vps[cur].locks & (1u << KSPAWN_LOCK_PID))
		fail("wake_word under the lock of the pids", pc);
	if (kernel_memory(word) == memory::freed)
		fail("use after free: wake_word of " + describe(word), pc);
	point(op_wake, word, pc);
	if (kernel_memory(word) == memory::freed)
		fail("use after free: wake_word of " + describe(word), pc);
	object &w = word_object(word);
	acquire(w);
	event(w, op_wake, true);
	for (int n = opt.vps; n < slots_used; n++) {
		if (!hp[n].asleep || hp[n].word != word)
			continue;
		acquire(hp[n].lock);
		event(hp[n].lock, op_wake, true);
		wake_one(n, op_wake);
	}
	release(w);
}

void kspawn_kick(kspawn_task *task)
{
	const uintptr_t pc = HERE;
	under_tree("kick");
	point(op_kick, task, pc);
	hproc &h = host_of(task);
	if (h.st != hproc::used)
		fail("kick of a freed task", pc);
	acquire(h.lock);
	event(h.lock, op_kick, true);
	if (h.asleep && h.killable)
		wake_one(index_of(task), op_kick);
	else
		release(h.lock);
}
