/* tests/explore/kernel/resources.cpp: address spaces, files and the like, which are counted */
#include "internal.hpp"
#include <cstring>

using namespace explore;

namespace kernel {

namespace {

counted things[256];
int things_used;

} // namespace

counted *new_thing(const char *name)
{
	if (things_used == 256)
		fail("too many things");
	counted &c = things[things_used++];
	static_cast<object &>(c) = fresh(name);
	c.refs = 1;
	memset(c.words, 0, sizeof(c.words));
	return &c;
}

void step_on(counted &c, op what)
{
	acquire(c);
	event(c, what, true);
	release(c);
}

void put_thing(counted *c)
{
	step_on(*c);
	if (c->refs <= 0)
		fail("a resource is put once too often");
	c->refs--;
}

int things_in_use()
{
	int n = 0;
	for (int i = 0; i < things_used; i++)
		n += things[i].refs != 0;
	return n;
}

void things_reset() { things_used = 0; }

uint32_t user_word(uintptr_t at) { return current_host().res[KSPAWN_RES_MM]->words[(at - user_data) / 4]; }

} // namespace kernel

using namespace kernel;

int kspawn_res_get(kspawn_task *child, kspawn_task *parent, kspawn_res what, bool share)
{
	may_sleep("res_get");
	if (child->state != KSPAWN_TASK_NEW)
		fail("res_get for a child that is published", HERE);
	if (parent != kspawn_current())
		fail("res_get from another than the current task", HERE);
	counted *from = host_of(parent).res[what];
	if (!from)
		fail("res_get from a task that has none", HERE);
	if (share) {
		step_on(*from);
		from->refs++;
		host_of(child).res[what] = from;
	} else {
		counted *made = new_thing("a resource");
		event(*from, op_mm, false);
		memcpy(made->words, from->words, sizeof(made->words));
		if (what == KSPAWN_RES_FILES)
			files_copied(*made);
		host_of(child).res[what] = made;
	}
	if (what == KSPAWN_RES_SIGHAND && playing->layer5)
		layer5_get(child, parent, share);
	return 0;
}

void kspawn_res_put(kspawn_task *task, kspawn_res what)
{
	may_sleep("res_put");
	counted *&c = host_of(task).res[what];
	if (what == KSPAWN_RES_SIGHAND && playing->layer5)
		layer5_put(task);
	if (c)
		put_thing(c);
	if (c && what == KSPAWN_RES_FILES && !c->refs)
		files_closed(*c);
	c = nullptr;
}

int kspawn_copy_to_user(kspawn_task *task, uintptr_t to, const void *from, size_t n)
{
	may_sleep("copy_to_user");
	if (task != kspawn_current() && task->state != KSPAWN_TASK_NEW)
		fail("copy_to_user of another task", HERE);
	counted *mm = host_of(task).res[KSPAWN_RES_MM];
	if (!mm)
		fail("copy_to_user without an address space", HERE);
	if (to < user_data || to + n > user_data + sizeof(mm->words))
		return -KSPAWN_EFAULT;
	point(op_mm, mm, HERE);
	event(*mm, op_mm, true);
	memcpy(reinterpret_cast<unsigned char *>(mm->words) + (to - user_data), from, n);
	return 0;
}

int kspawn_copy_from_user(void *to, uintptr_t from, size_t n)
{
	may_sleep("copy_from_user");
	counted *mm = current_host().res[KSPAWN_RES_MM];
	if (!mm || from < user_data || from + n > user_data + sizeof(mm->words))
		return -KSPAWN_EFAULT;
	point(op_mm, mm, HERE);
	event(*mm, op_mm, true);
	memcpy(to, reinterpret_cast<unsigned char *>(mm->words) + (from - user_data), n);
	return 0;
}
