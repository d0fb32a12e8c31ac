/* tests/generic/exec_host.hpp: a kernel that accounts for every byte an exec maps and writes */
#ifndef KSPAWN_TESTS_EXEC_HOST_HPP
#define KSPAWN_TESTS_EXEC_HOST_HPP

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include <kspawn/pt_regs.h>
#include <kspawn/exec.h>

using bytes = std::vector<uint8_t>;

constexpr uintptr_t page_size = 4096;

struct mapping {
	uintptr_t addr;
	size_t len;
	int prot;
	std::shared_ptr<bytes> file; /* none: zeroes */
	uint64_t offset;
	size_t file_len;

	bool holds(uintptr_t at, size_t n = 1) const { return at >= addr && n <= len && at - addr <= len - n; }
	bool is_behind_file() const { return file != nullptr && offset >= file->size(); }
};

/// The core's address space.
struct kspawn_mm {
	kspawn_user_layout layout;
	std::vector<mapping> maps;
	std::map<uintptr_t, uint8_t> written;

	/// The last mapping of this address, which holds all n bytes; or NULL.
	const mapping *at(uintptr_t addr, size_t n = 1) const;
	/// What a program reads there; the address must be mapped.
	uint8_t read(uintptr_t addr) const;
	/// The same of n bytes, all in one mapping that is not past the end of its file.
	bytes read(uintptr_t addr, size_t n) const;
	uintptr_t read_word(uintptr_t addr) const;
	std::string read_string(uintptr_t addr) const;
};

/// What `exec` says; or, if the core ends the process in it, the signal.
int until_killed(const std::function<int()> &exec);

/// One processor that runs one task. The hooks work on the one that was made last.
class exec_host {
public:
	exec_host();
	~exec_host();
	exec_host(const exec_host &) = delete;
	exec_host &operator=(const exec_host &) = delete;

	void add_file(const std::string &path, const bytes &content);
	/// Writes into the user memory of the running program, and maps what is missing.
	void user_write(uintptr_t at, const void *from, size_t n);
	/// Puts a string or a NULL-ended table of addresses there; returns `at`.
	uintptr_t user_string(uintptr_t at, const std::string &string);
	uintptr_t user_table(uintptr_t at, std::vector<uintptr_t> addresses);

	/// What exists: address spaces, open images, references to files.
	std::string inventory() const;
	/// The next step that can fail: true if it is the one that shall.
	bool fails(const char *step);
	void violation(const std::string &what) { violations.push_back(what); }

	kspawn_user_layout layout;
	std::map<std::string, std::shared_ptr<bytes>> files;
	std::map<std::string, int> refused;          /* paths that cannot be opened, and why */
	std::function<int(const char *)> other_file; /* of a path that is neither: may add the file; without it -ENOENT */
	size_t writable_most = SIZE_MAX;             /* bytes of one mapping for which there is memory */
	std::map<uintptr_t, bytes> user;             /* pages of the running program */

	kspawn_task task = {};
	kspawn_pt_regs regs;
	kspawn_mm *mm; /* the task's own; none in a kernel thread */

	unsigned calls = 0;                    /* of hooks that can fail */
	std::map<std::string, unsigned> steps; /* how often each of them was called */
	unsigned fail_at = 0;                  /* the call that fails, from 1 */
	std::string failed;                    /* the hook that did */
	int group_exec_says = 0;
	std::function<void(uintptr_t from)> before_copy;
	std::function<void(uint64_t offset)> before_read;

	kspawn_program committed = {}; /* the argument of the last commit */
	std::string committed_path;

	std::set<kspawn_mm *> address_spaces;
	unsigned open_images = 0;
	bool locked = false;
	int killed_by = 0;                   /* what exit_group was called with */
	std::vector<std::string> events;     /* from group_exec on */
	std::vector<std::string> violations; /* of the contract of a hook */
};
#endif
