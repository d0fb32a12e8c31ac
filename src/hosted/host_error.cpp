/* src/hosted/host_error.cpp: what the machine cannot continue without */
#include "host_error.hpp"

#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>

namespace kspawn::hosted {

void die(const char *what)
{
	fflush(stdout);
	fprintf(stderr, "kspawn machine: %s\n", what);
	abort();
}

int check(int result, const char *what)
{
	if (result >= 0)
		return result;
	fprintf(stderr, "kspawn machine: %s: %s\n", what, strerror(errno));
	abort();
}

} // namespace kspawn::hosted
