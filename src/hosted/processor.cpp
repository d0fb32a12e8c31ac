/* src/hosted/processor.cpp: one of the machine's processors, a thread of the host */
#include "processor.hpp"

#include <climits>
#include <linux/futex.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "machine.hpp"

namespace kspawn::hosted {

void processor::doze(uint32_t seen) { syscall(SYS_futex, &bell, FUTEX_WAIT_PRIVATE, seen, nullptr, nullptr, 0); }

void processor::ring()
{
	bell.fetch_add(1);
	syscall(SYS_futex, &bell, FUTEX_WAKE_PRIVATE, INT_MAX, nullptr, nullptr, 0);
}

processor &this_processor() { return *the_machine().processors[process::current().cpu]; }

} // namespace kspawn::hosted
