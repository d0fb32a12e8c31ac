/* src/generic/sys_clone3.cpp: clone3 */
#include <kspawn/errno.h>
#include <kspawn/fork.h>

#include "clone_args.hpp"
#include "freestanding.hpp"

#ifndef KSPAWN_USER_END /* the first address that no program can have */
#define KSPAWN_USER_END (UINTPTR_MAX / 2 + 1)
#endif

namespace {

/// Linux's struct clone_args, all three versions.
struct user_args {
	uint64_t flags, pidfd, child_tid, parent_tid, exit_signal, stack, stack_size, tls;
	uint64_t set_tid, set_tid_size;
	uint64_t cgroup;
};
constexpr size_t first_version = 64;
constexpr size_t piece = 64;
constexpr uint64_t clone_newtime = 0x80;

/// The members of a later version of the structure must be zero.
int check_rest(uintptr_t from, size_t n)
{
	uint8_t bytes[piece];
	while (n) {
		const size_t part = n < piece ? n : piece;
		const int err = kspawn_copy_from_user(bytes, from, part);
		if (err)
			return err;
		for (size_t i = 0; i < part; i++)
			if (bytes[i])
				return -KSPAWN_E2BIG;
		from += part;
		n -= part;
	}
	return 0;
}

int read_args(uintptr_t from, size_t size, user_args &args)
{
	constexpr size_t size_max = 4096;
	if (size < first_version)
		return -KSPAWN_EINVAL;
	if (size > size_max)
		return -KSPAWN_E2BIG;
	const size_t known = size < sizeof(args) ? size : sizeof(args);
	const int err = check_rest(from + known, size - known);
	return err ? err : kspawn_copy_from_user(&args, from, known);
}

/// Returns true for no stack, or for one inside user memory.
bool valid_stack(uintptr_t stack, uintptr_t size)
{
	if (!stack || !size)
		return stack == size;
	return size <= KSPAWN_USER_END && stack <= KSPAWN_USER_END - size;
}

/// Addresses are cut to words, as in Linux; kspawn_clone looks at the other flags.
bool valid(const user_args &a)
{
	constexpr uint64_t refused = (KSPAWN_CSIGNAL & ~clone_newtime) | KSPAWN_CLONE_DETACHED;
	if (a.set_tid || a.set_tid_size || (a.flags & refused) || a.exit_signal > KSPAWN_SIGNAL_MAX)
		return false;
	if ((a.flags & (KSPAWN_CLONE_THREAD | KSPAWN_CLONE_PARENT)) && a.exit_signal)
		return false;
	return valid_stack(uintptr_t(a.stack), uintptr_t(a.stack_size));
}

} // namespace

int kspawn_sys_clone3(uintptr_t from, size_t size)
{
	user_args given = {};
	const int err = read_args(from, size, given);
	if (err)
		return err;
	if (!valid(given))
		return -KSPAWN_EINVAL;
	kspawn_clone_args args = {};
	args.flags = given.flags & ~clone_newtime;
	args.exit_signal = int(given.exit_signal);
	args.stack = uintptr_t(given.stack + given.stack_size);
	args.tls = uintptr_t(given.tls);
	args.parent_tid = uintptr_t(given.parent_tid);
	args.child_tid = uintptr_t(given.child_tid);
	args.pidfd = uintptr_t(given.pidfd);
	return clone_as_asked(args);
}
