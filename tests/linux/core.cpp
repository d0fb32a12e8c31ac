/* tests/linux/core.cpp: an exec over exec_host, with the files of this computer */
#include "core.hpp"

#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>

#include "files.hpp"
#include "native.hpp"

namespace {

/// What Linux says of a file before it reads it. A kernel opens an empty path
/// as the working directory.
int open_error(const char *path)
{
	struct stat status;
	if (*path == '\0')
		path = ".";
	if (stat(path, &status) != 0)
		return -errno;
	if (!S_ISREG(status.st_mode))
		return -EACCES;
	return access(path, X_OK) == 0 ? 0 : -errno;
}

void lay_out(kspawn_user_layout &layout, const native_layout &native, const places &at)
{
	layout.low = native.low;
	layout.high = native.high;
	layout.pie_base = at.program;
	layout.interp_base = at.interp;
	layout.stack_top = native.stack_top;
	layout.stack_size = native.stack_size;
}

bytes page_of(const kspawn_mm &mm, uintptr_t at)
{
	const mapping *map = mm.at(at, page_size);
	if (map == nullptr || map->is_behind_file())
		return {};
	bytes page(page_size);
	const size_t n = at - map->addr;
	if (n < map->file_len)
		memcpy(page.data(), map->file->data() + map->offset + n, std::min(page_size, map->file_len - n));
	return page;
}

void look_at(const exec_host &host, facts &f, const std::map<uintptr_t, bytes> &sample)
{
	const kspawn_mm &mm = *host.mm;
	for (const mapping &map : mm.maps) {
		const range r = { map.addr, map.addr + map.len, map.prot };
		if (map.holds(host.layout.stack_top - 1))
			f.stack = r;
		else
			map_over(f.ranges, r);
	}
	tidy(f.ranges);
	for (const auto &page : sample)
		f.pages[page.first] = page_of(mm, page.first);
	f.start = kspawn_pt_regs_ip(&host.regs);
	f.sp = kspawn_pt_regs_sp(&host.regs);
	read_stack(f, [&](uintptr_t at) { return mm.at(at) != nullptr ? mm.read(at) : uint8_t(0); });
}

} // namespace

facts run_core(const native_layout &native, const places &at, const strings &argv, const strings &envp,
	       const std::map<uintptr_t, bytes> &sample, strings &violations)
{
	exec_host host;
	facts f;
	lay_out(host.layout, native, at);
	host.writable_most = native.memory;
	host.other_file = [&](const char *path) {
		const int err = open_error(path);
		if (err == 0)
			host.add_file(path, read_bytes(path));
		return err;
	};
	const std::vector<char *> arguments = pointers_to(argv), environment = pointers_to(envp);
	f.verdict = until_killed([&] { return kspawn_kernel_execve("prog", arguments.data(), environment.data()); });
	if (f.verdict == 0)
		look_at(host, f, sample);
	violations = host.violations;
	if (host.open_images != 0 || host.address_spaces.size() != 1)
		violations.push_back("an exec leaves something: " + host.inventory());
	return f;
}
