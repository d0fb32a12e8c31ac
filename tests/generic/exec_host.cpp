/* tests/generic/exec_host.cpp: the hooks of an exec, and what the core promises to each */
#include "exec_host.hpp"

#include <csetjmp>
#include <cstring>

#include <kspawn/errno.h>
#include <kspawn/fork.h>
#include <kspawn/wait.h>

namespace {

exec_host *host;
jmp_buf end_of_process;

struct open_file {
	std::shared_ptr<bytes> content;
};

bool aligned(uint64_t n) { return n % page_size == 0; }

/// Nothing that the core reads by mistake looks valid.
void poison(void *to, size_t n) { memset(to, 0xa5, n); }

} // namespace

/* ---- the machine ---- */

const mapping *kspawn_mm::at(uintptr_t addr, size_t n) const
{
	const mapping *last = nullptr;
	for (const mapping &map : maps)
		if (map.holds(addr))
			last = &map;
	return last != nullptr && last->holds(addr, n) ? last : nullptr;
}

uint8_t kspawn_mm::read(uintptr_t addr) const
{
	const auto found = written.find(addr);
	if (found != written.end())
		return found->second;
	const mapping *map = at(addr);
	if (map == nullptr) {
		host->violation("a read outside of any mapping");
		return 0;
	}
	const size_t n = addr - map->addr;
	if (map->is_behind_file()) {
		host->violation("a read past the end of a file");
		return 0;
	}
	return n < map->file_len ? map->file->at(map->offset + n) : 0;
}

bytes kspawn_mm::read(uintptr_t addr, size_t n) const
{
	bytes content(n);
	const mapping &map = *at(addr, n);
	const size_t from = addr - map.addr;
	if (from < map.file_len)
		memcpy(content.data(), &map.file->at(map.offset + from), std::min(n, map.file_len - from));
	for (auto each = written.lower_bound(addr); each != written.end() && each->first - addr < n; ++each)
		content[each->first - addr] = each->second;
	return content;
}

uintptr_t kspawn_mm::read_word(uintptr_t addr) const
{
	uint8_t raw[sizeof(uintptr_t)];
	for (size_t i = 0; i < sizeof(raw); i++)
		raw[i] = read(addr + i);
	uintptr_t word;
	memcpy(&word, raw, sizeof(word));
	return word;
}

std::string kspawn_mm::read_string(uintptr_t addr) const
{
	std::string string;
	while (at(addr) != nullptr && read(addr) != 0)
		string += char(read(addr++));
	return string;
}

exec_host::exec_host()
{
	host = this;
	layout = {};
	layout.low = 0x10000;
	layout.high = 0x4000000;
	layout.pie_base = 0x1003000;
	layout.interp_base = 0x2002000;
	layout.stack_top = 0x3000000;
	layout.stack_size = 0x100000;
	layout.page_size = page_size;
	layout.sysinfo = 0x3fff000;
	layout.hwcap = 0x1234;
	layout.hwcap2 = 0x5678;
	layout.uid = 1, layout.euid = 2, layout.gid = 3, layout.egid = 4;
	layout.platform = "testmachine";
	mm = new kspawn_mm{ layout, {}, {} };
	address_spaces.insert(mm);
	poison(&regs, sizeof(regs));
	task.regs = &regs;
	task.leader = &task;
	task.exit_signal = 5;
	task.clear_tid = 0x2000;
	task.vfork_word = 1;
}

exec_host::~exec_host()
{
	for (kspawn_mm *each : address_spaces)
		delete each;
	host = nullptr;
}

void exec_host::add_file(const std::string &path, const bytes &content) { files[path] = std::make_shared<bytes>(content); }

void exec_host::user_write(uintptr_t at, const void *from, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		bytes &page = user[(at + i) / page_size];
		page.resize(page_size, 0xee); /* never a NUL by chance */
		page[(at + i) % page_size] = static_cast<const uint8_t *>(from)[i];
	}
}

uintptr_t exec_host::user_string(uintptr_t at, const std::string &string)
{
	user_write(at, string.c_str(), string.size() + 1);
	return at;
}

uintptr_t exec_host::user_table(uintptr_t at, std::vector<uintptr_t> addresses)
{
	addresses.push_back(0);
	user_write(at, addresses.data(), addresses.size() * sizeof(uintptr_t));
	return at;
}

std::string exec_host::inventory() const
{
	std::string list = std::to_string(address_spaces.size()) + " address spaces, " + std::to_string(open_images) + " images";
	for (const auto &[path, content] : files)
		list += ", " + path + " " + std::to_string(content.use_count());
	return list;
}

bool exec_host::fails(const char *step)
{
	if (locked)
		violation(std::string(step) + " under a lock");
	if (!events.empty())
		violation(std::string(step) + " after the point of no return");
	steps[step]++;
	if (++calls != fail_at)
		return false;
	failed = step;
	return true;
}

/* ---- images ---- */

int kspawn_image_open(const char *path, kspawn_image *out)
{
	if (host->fails("image_open"))
		return -KSPAWN_EIO;
	if (host->refused.count(path))
		return host->refused[path];
	if (host->files.count(path) == 0) {
		const int err = host->other_file ? host->other_file(path) : -KSPAWN_ENOENT;
		if (err != 0)
			return err;
	}
	const auto found = host->files.find(path);
	*out = kspawn_image{ new open_file{ found->second }, found->second->size() };
	host->open_images++;
	return 0;
}

int kspawn_image_read(const kspawn_image *image, uint64_t offset, void *to, size_t n)
{
	if (host->fails("image_read"))
		return -KSPAWN_EIO;
	if (offset > image->size || n > image->size - offset)
		host->violation("image_read: beyond the end of the file");
	if (host->before_read)
		host->before_read(offset);
	const bytes &content = *static_cast<open_file *>(image->file)->content;
	if (offset > content.size() || n > content.size() - offset)
		return -KSPAWN_ENOEXEC;
	memcpy(to, content.data() + offset, n);
	return 0;
}

void kspawn_image_close(kspawn_image *image)
{
	if (image->file == nullptr)
		return host->violation("an image closed twice");
	delete static_cast<open_file *>(image->file);
	image->file = nullptr;
	host->open_images--;
}

/* ---- memory ---- */

int kspawn_mm_new(kspawn_mm **out, kspawn_user_layout *layout)
{
	if (host->fails("mm_new"))
		return -KSPAWN_ENOMEM;
	*layout = host->layout;
	*out = new kspawn_mm{ host->layout, {}, {} };
	host->address_spaces.insert(*out);
	return 0;
}

static void check_place(const kspawn_mm &mm, const mapping &map)
{
	const kspawn_user_layout &l = mm.layout;
	if (!aligned(map.addr) || !aligned(map.len) || map.len == 0)
		host->violation("mm_map: not whole pages");
	if (map.addr + map.len < map.addr || map.addr < l.low || map.addr + map.len > l.high)
		host->violation("mm_map: outside of the layout");
	const uintptr_t stack = l.stack_top - l.stack_size;
	const bool is_stack = map.addr == stack && map.len == l.stack_size;
	if (!is_stack && map.addr < l.stack_top && map.addr + map.len > stack)
		host->violation("mm_map: over the stack");
	const auto written = mm.written.lower_bound(map.addr);
	if (written != mm.written.end() && written->first < map.addr + map.len)
		host->violation("mm_map: over what was written");
}

static void check_content(const mapping &map)
{
	if (map.prot & ~(KSPAWN_PROT_READ | KSPAWN_PROT_WRITE | KSPAWN_PROT_EXEC))
		host->violation("mm_map: unknown protection");
	if (map.file_len > map.len || !aligned(map.offset))
		host->violation("mm_map: bad length or offset");
	const uint64_t size = map.file ? map.file->size() : 0;
	if (map.file == nullptr ? map.file_len != 0 : map.file_len == 0)
		host->violation("mm_map: a file and no bytes of it, or bytes of none");
	if (!map.is_behind_file() && (map.offset > size || map.file_len > size - map.offset))
		host->violation("mm_map: over the end of the file");
}

int kspawn_mm_map(kspawn_mm *mm, uintptr_t addr, size_t len, int prot, const kspawn_image *image, uint64_t offset,
		  size_t file_len)
{
	if (host->fails("mm_map") || ((prot & KSPAWN_PROT_WRITE) && len > host->writable_most))
		return -KSPAWN_ENOMEM;
	if (image != nullptr && image->file == nullptr)
		host->violation("mm_map: of a closed image");
	mapping map = { addr, len, prot, nullptr, offset, file_len };
	if (image != nullptr)
		map.file = static_cast<open_file *>(image->file)->content;
	if (mm == host->mm)
		host->violation("mm_map: into an address space in use");
	check_place(*mm, map);
	check_content(map);
	mm->maps.push_back(map);
	return 0;
}

int kspawn_mm_write(kspawn_mm *mm, uintptr_t to, const void *from, size_t n)
{
	if (host->fails("mm_write"))
		return -KSPAWN_ENOMEM;
	if (n == 0 || mm == host->mm || mm->at(to, n) == nullptr) {
		host->violation("mm_write: not into mapped new memory");
		return 0;
	}
	for (size_t i = 0; i < n; i++)
		if (!mm->written.emplace(to + i, static_cast<const uint8_t *>(from)[i]).second)
			host->violation("mm_write: written twice");
	return 0;
}

void kspawn_mm_drop(kspawn_mm *mm)
{
	if (mm == host->mm || host->address_spaces.erase(mm) == 0)
		return host->violation("mm_drop: of an address space in use or already freed");
	delete mm;
}

/// In place of the library's: a port that reads a descriptor reads the new program's memory.
void kspawn_start_program(kspawn_pt_regs *to, const kspawn_program *program)
{
	if (host->committed.entry != program->entry || host->committed.bias != program->bias)
		host->violation("start_program: not what was committed");
	kspawn_start_thread(to, program->entry, program->sp);
}

void kspawn_mm_commit(kspawn_task *task, kspawn_mm *mm, const kspawn_program *program)
{
	if (task != &host->task || host->address_spaces.count(mm) == 0)
		host->violation("mm_commit: not of a new memory to the current task");
	host->events.push_back("mm_commit");
	host->committed = *program;
	host->committed_path = program->path;
	host->address_spaces.erase(host->mm);
	delete host->mm;
	host->mm = mm;
}

int kspawn_copy_from_user(void *to, uintptr_t from, size_t n)
{
	if (host->fails("copy_from_user"))
		return -KSPAWN_EFAULT;
	if (host->before_copy)
		host->before_copy(from);
	if (n > 256)
		host->violation("copy_from_user: too much for a kernel stack");
	poison(to, n);
	for (size_t i = 0; i < n; i++) {
		const auto page = host->user.find((from + i) / page_size);
		if (page == host->user.end())
			return -KSPAWN_EFAULT;
		static_cast<uint8_t *>(to)[i] = page->second[(from + i) % page_size];
	}
	return 0;
}

void kspawn_random(void *to, size_t n)
{
	for (size_t i = 0; i < n; i++)
		static_cast<uint8_t *>(to)[i] = uint8_t(0xc0 + i);
}

/* ---- the task ---- */

kspawn_task *kspawn_current() { return &host->task; }

kspawn_pt_regs *kspawn_current_pt_regs() { return host->task.regs; }

uintptr_t kspawn_lock(kspawn_lock_id)
{
	if (host->locked)
		host->violation("a lock taken twice");
	host->locked = true;
	return 0;
}

void kspawn_unlock(kspawn_lock_id, uintptr_t) { host->locked = false; }

extern "C" int kspawn_group_exec(kspawn_task *task)
{
	if (host->fails("group_exec"))
		return -KSPAWN_EINTR;
	if (host->group_exec_says != 0)
		return host->group_exec_says;
	host->events.push_back(task == &host->task ? "group_exec" : "group_exec of another task");
	return 0;
}

/// The core has nothing to undo when it calls this: no frame is left by force that
/// has something.
int until_killed(const std::function<int()> &exec)
{
	if (setjmp(end_of_process) != 0)
		return host->killed_by;
	return exec();
}

void kspawn_exit_group(int status)
{
	host->events.push_back("exit_group");
	host->killed_by = status;
	longjmp(end_of_process, 1);
}

void kspawn_mm_release(kspawn_task *task)
{
	host->events.push_back("mm_release");
	task->clear_tid = 0;
}

void kspawn_vfork_done(kspawn_task *task)
{
	host->events.push_back("vfork_done");
	task->vfork_word = 0;
}

void kspawn_kick(kspawn_task *) { host->violation("a kick, which is group_exec's to give"); }

void kspawn_flush_thread(kspawn_task *) { host->events.push_back("flush_thread"); }
