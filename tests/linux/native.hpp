/* tests/linux/native.hpp: an exec by the Linux that runs the test */
#ifndef KSPAWN_TESTS_LINUX_NATIVE_HPP
#define KSPAWN_TESTS_LINUX_NATIVE_HPP

#include "facts.hpp"

/// Execs "prog" in the working directory, stops it before its first instruction, looks at it, and kills it.
facts run_native(const strings &argv, const strings &envp);

/// Pointers to the strings, ended by NULL.
std::vector<char *> pointers_to(const strings &all);
#endif
