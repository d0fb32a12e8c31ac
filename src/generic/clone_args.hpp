/* src/generic/clone_args.hpp: the arguments of the system call clone, which Linux has in several orders */
#ifndef KSPAWN_CLONE_ARGS_HPP
#define KSPAWN_CLONE_ARGS_HPP

#include <kspawn/arch.h>
#include <kspawn/fork.h>

namespace {

/// Where each is, counted from 0. A port names them in this order in KSPAWN_CLONE_ARGS.
struct clone_places {
	unsigned flags, stack, parent_tid, child_tid, tls;
};

/// `arg(n)` is argument n of the call.
template <class Arg>
kspawn_clone_args clone_args(const clone_places &at, Arg arg)
{
	const uint32_t flags = uint32_t(arg(at.flags)); /* Linux reads 32 bits */
	const int signal = int(flags & KSPAWN_CSIGNAL);
	kspawn_clone_args args = {};
	args.flags = flags & ~KSPAWN_CSIGNAL;
	args.exit_signal = signal <= KSPAWN_SIGNAL_MAX ? signal : 0; /* Linux sends none that does not exist */
	args.stack = arg(at.stack);
	args.parent_tid = args.pidfd = arg(at.parent_tid);
	args.child_tid = arg(at.child_tid);
	args.tls = arg(at.tls);
	return args;
}

/// A program's call, whose TLS may be a descriptor.
inline int clone_as_asked(kspawn_clone_args &args)
{
	const int err = args.flags & KSPAWN_CLONE_SETTLS ? kspawn_tls_read(&args.tls) : 0;
	return err ? err : kspawn_clone(&args);
}

} // namespace
#endif
