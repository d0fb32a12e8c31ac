/* src/generic/image_open_at.cpp: a kernel without open files has no program below one */
#include <kspawn/errno.h>
#include <kspawn/exec.h>

/* In a namespace: a kernel may have one that is static inline. */
namespace kspawn::own {

extern "C" int kspawn_image_open_at(int dir, const char *, bool, kspawn_image *)
{
	return dir == KSPAWN_AT_FDCWD ? -KSPAWN_EACCES : -KSPAWN_EBADF;
}

} // namespace kspawn::own
