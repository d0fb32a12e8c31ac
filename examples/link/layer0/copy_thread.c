/* examples/link/layer0/copy_thread.c: kspawn_copy_thread in C, for a kernel that compiles no C++ */
#include <kspawn/fork_frame.h>

int kspawn_copy_thread(struct kspawn_thread *t, const struct kspawn_thread_args *args)
{
	return kspawn_copy_thread_inline(t, args);
}
