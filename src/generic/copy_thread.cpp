/* src/generic/copy_thread.cpp: the first frame of a newborn */
#include <kspawn/arch.h>
#include <kspawn/birth.h>
#include <kspawn/errno.h>

#include "freestanding.hpp"

int kspawn_copy_thread(kspawn_thread *t, const kspawn_thread_args *args)
{
	if (!args->stack || args->stack_size < KSPAWN_STACK_MIN)
		return -KSPAWN_EINVAL;
	if (args->from ? !args->child : !args->fn)
		return -KSPAWN_EINVAL;

	const uintptr_t top = align_down(reinterpret_cast<uintptr_t>(args->stack) + args->stack_size, KSPAWN_STACK_ALIGN);
	auto *birth = reinterpret_cast<kspawn_birth *>(top - sizeof(kspawn_birth));
	birth->resume = reinterpret_cast<uintptr_t>(&kspawn_ret_from_fork);
	birth->fn = args->from ? 0 : reinterpret_cast<uintptr_t>(args->fn);
	birth->arg = reinterpret_cast<uintptr_t>(args->arg);
	birth->regs = reinterpret_cast<uintptr_t>(args->child);
	t->sp = birth;
	return 0;
}
