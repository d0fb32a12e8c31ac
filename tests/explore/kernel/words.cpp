/* tests/explore/kernel/words.cpp: words that tasks sleep on */
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

uint32_t *wake_word_address(int n) { return reinterpret_cast<uint32_t *>(arena + words_at) + 2 * n; }

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
