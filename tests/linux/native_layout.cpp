/* tests/linux/native_layout.cpp: the address space of Linux, and what makes it the same each time */
#include "native_layout.hpp"

#include <sys/mman.h>
#include <sys/personality.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

#include <linux/capability.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <sstream>

#include <fmt/format.h>

#include "files.hpp"

namespace {

size_t memory_of_one_mapping()
{
	if (read_text("/proc/sys/vm/overcommit_memory")[0] != '0')
		return SIZE_MAX;
	size_t kilobytes = 0;
	std::istringstream words(read_text("/proc/meminfo"));
	for (std::string word; words >> word;)
		if (word == "MemTotal:" || word == "SwapTotal:") {
			size_t n;
			words >> n;
			kilobytes += n;
		}
	return kilobytes * 1024;
}

/// The end of user addresses: one page less than a power of two on some machines.
uintptr_t end_of_addresses()
{
	const auto is_address = [](uintptr_t at) {
		void *const page = reinterpret_cast<void *>(at);
		const bool made =
			mmap(page, page_size, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED_NOREPLACE, -1, 0) == page;
		if (made)
			munmap(page, page_size);
		return made || errno == EEXIST;
	};
	uintptr_t end = UINTPTR_MAX / 2 + 1;
	while (!is_address(end - 2 * page_size))
		end /= 2;
	return is_address(end - page_size) ? end : end - page_size;
}

} // namespace

/// Root may map address 0, and keeps that right over an exec unless it is taken from all.
std::string prepare_native()
{
	rlimit core = {};
	const auto refused = [](const char *what) { return fmt::format("Linux refuses {}: {}", what, strerror(errno)); };
	if (sysconf(_SC_PAGESIZE) != long(page_size))
		return "pages are not of 4 KiB";
	getrlimit(RLIMIT_CORE, &core);
	core.rlim_cur = std::min<rlim_t>(core.rlim_max, 1); /* with 0, Linux still starts a program that takes it */
	if (setrlimit(RLIMIT_CORE, &core) != 0)
		return refused("RLIMIT_CORE");
	if (prctl(PR_CAPBSET_READ, CAP_SYS_RAWIO, 0, 0, 0) == 1 && geteuid() == 0 &&
	    prctl(PR_CAPBSET_DROP, CAP_SYS_RAWIO, 0, 0, 0) != 0)
		return refused("PR_CAPBSET_DROP");
	if (personality(ADDR_NO_RANDOMIZE) < 0)
		return refused("ADDR_NO_RANDOMIZE");
	return "";
}

native_layout layout_of_native(const range &stack)
{
	const uintptr_t lowest = strtoull(read_text("/proc/sys/vm/mmap_min_addr").c_str(), nullptr, 10);
	return {
		std::max(lowest, page_size), end_of_addresses(), stack.to, stack.to - stack.from, memory_of_one_mapping(), 0, 0
	};
}
