/* tests/linux/core.hpp: an exec by the core, of the same files */
#ifndef KSPAWN_TESTS_LINUX_CORE_HPP
#define KSPAWN_TESTS_LINUX_CORE_HPP

#include "facts.hpp"
#include "native_layout.hpp"

/// Where Linux has put a program and its interpreter: the core is to put them there too.
struct places {
	uintptr_t program, interp; /* of their lowest pages */
};

/// Execs "prog" of the working directory in the address space of exec_host, and looks at the pages in
/// `sample`. What breaks the contract of a hook is added to `violations`.
facts run_core(const native_layout &native, const places &at, const strings &argv, const strings &envp,
	       const std::map<uintptr_t, bytes> &sample, strings &violations);
#endif
