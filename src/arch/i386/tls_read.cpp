/* i386 tls_read.cpp: TLS from a descriptor in a program's memory */
#include <kspawn/arch.h>
#include <kspawn/arch/user_desc.h>
#include <kspawn/errno.h>
#include <kspawn/host.h>

namespace {

int read(kspawn_user_desc &desc, uintptr_t at)
{
	if (kspawn_copy_from_user(&desc, at, sizeof(desc)))
		return -KSPAWN_EFAULT;
	const bool flat =
		desc.limit == KSPAWN_USER_DESC_LIMIT && (desc.flags & ~KSPAWN_USER_DESC_USEABLE) == KSPAWN_USER_DESC_FLAGS;
	return flat ? 0 : -KSPAWN_EINVAL;
}

} // namespace

int kspawn_tls_read(uintptr_t *tls)
{
	kspawn_user_desc desc;
	const int err = read(desc, *tls);
	if (err)
		return err;
	*tls = desc.base;
	return desc.entry == kspawn_tls_entry() ? 0 : -KSPAWN_EINVAL;
}

long kspawn_set_thread_area(kspawn_pt_regs *regs, uintptr_t at)
{
	kspawn_user_desc desc;
	const uint32_t entry = kspawn_tls_entry();
	const int err = read(desc, at);
	if (err)
		return err;
	if (desc.entry == KSPAWN_USER_DESC_ANY) {
		if (regs->tls)
			return -KSPAWN_ESRCH;
		if (kspawn_copy_to_user(kspawn_current(), at + offsetof(kspawn_user_desc, entry), &entry, sizeof(entry)))
			return -KSPAWN_EFAULT;
	} else if (desc.entry != entry) {
		return -KSPAWN_EINVAL;
	}
	regs->tls = desc.base;
	return 0;
}
