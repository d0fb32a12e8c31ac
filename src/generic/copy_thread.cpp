/* src/generic/copy_thread.cpp: the first frame of a new thread */
#include <kspawn/fork_frame.h>

int kspawn_copy_thread(kspawn_thread *t, const kspawn_thread_args *args) { return kspawn_copy_thread_inline(t, args); }
