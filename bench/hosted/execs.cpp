/* bench/hosted/execs.cpp: exec of programs of growing size, of which nothing is read before it is touched */
#include <chrono>
#include <cstring>
#include <stdexcept>
#include <string>
#include <type_traits>

#include <elf.h>
#include <sys/mman.h>
#include <unistd.h>

#include <kspawn/arch.h>
#include <kspawn/exec.h>
#include <kspawn/kthread.h>

#include "contenders.hpp"
#include "measure.hpp"
#include "sibling.hpp"
#include "in_machine.hpp"
#include "mm.hpp"

namespace bench {
namespace {

using namespace kspawn::hosted;
using elf_header = std::conditional_t<KSPAWN_ELF_CLASS == ELFCLASS64, Elf64_Ehdr, Elf32_Ehdr>;
using elf_segment = std::conditional_t<KSPAWN_ELF_CLASS == ELFCLASS64, Elf64_Phdr, Elf32_Phdr>;

constexpr unsigned samples = 200, execs_a_sample = 16;

struct program {
	elf_header header = {};
	elf_segment text = {}, data = {};
};

elf_segment segment(uint32_t flags, size_t first_page, size_t file_pages, size_t pages)
{
	elf_segment s = {};
	s.p_type = PT_LOAD;
	s.p_flags = flags;
	s.p_offset = decltype(s.p_offset)(first_page * page_size);
	s.p_vaddr = s.p_paddr = decltype(s.p_vaddr)(user_low + first_page * page_size);
	s.p_filesz = decltype(s.p_filesz)(file_pages * page_size);
	s.p_memsz = decltype(s.p_memsz)(pages * page_size);
	s.p_align = page_size;
	return s;
}

/// A quarter is text, a quarter data, half is bss.
program program_of(size_t pages)
{
	program p;
	memcpy(p.header.e_ident, ELFMAG, SELFMAG);
	p.header.e_ident[EI_CLASS] = KSPAWN_ELF_CLASS;
	p.header.e_ident[EI_DATA] = KSPAWN_ELF_DATA;
	p.header.e_ident[EI_VERSION] = EV_CURRENT;
	p.header.e_type = ET_EXEC;
	p.header.e_machine = KSPAWN_ELF_MACHINE;
	p.header.e_version = EV_CURRENT;
	p.header.e_entry = decltype(p.header.e_entry)(user_low + sizeof(p));
	p.header.e_phoff = offsetof(program, text);
	p.header.e_ehsize = sizeof(p.header);
	p.header.e_phentsize = sizeof(elf_segment);
	p.header.e_phnum = 2;
	p.text = segment(PF_R | PF_X, 0, pages / 4, pages / 4);
	p.data = segment(PF_R | PF_W, pages / 4, pages / 4, pages - pages / 4);
	return p;
}

} // namespace

std::string write_program(size_t pages)
{
	const program p = program_of(pages);
	const int fd = memfd_create("program", 0);
	if (fd < 0 || ftruncate(fd, off_t(pages / 2 * page_size)) || pwrite(fd, &p, sizeof(p), 0) != sizeof(p))
		throw std::runtime_error("there is no file for a program");
	return std::to_string(fd);
}

namespace {

/// As init, again and again, without ever returning into the program: the memory of the one before goes with each.
void exec_all(const std::string &path, std::vector<double> &us, std::vector<double> &per_cycle)
{
	const char *const argv[] = { path.c_str(), "an", "argument", nullptr }, *const envp[] = { "HOME=/", nullptr };
	for (unsigned i = 0; i < samples; i++) {
		const core_watch watch;
		const auto start = std::chrono::steady_clock::now();
		for (unsigned j = 0; j < execs_a_sample; j++)
			if (kspawn_kernel_execve(path.c_str(), argv, envp))
				return;
		const std::chrono::duration<double, std::micro> took = std::chrono::steady_clock::now() - start;
		us.push_back(took.count() / execs_a_sample);
		per_cycle.push_back(watch.per_cycle());
	}
}

sampled exec(uint64_t size)
{
	const std::string path = write_program(size);
	machine_options options;
	options.root = "/proc/self/fd";
	machine m(options);
	std::vector<double> us, per_cycle;
	m.run([&]() -> int {
		exec_all(path, us, per_cycle);
		kspawn_exit(0);
	});
	if (us.size() != samples)
		throw std::runtime_error("a program could not be executed");
	return without_neighbour(us, per_cycle);
}

} // namespace

series execs()
{
	constexpr const char *kspawn = "kspawn, lazily mapped";
	return {
		"exec of a program, commit and drop of the one before included",
		"us per exec",
		"pages of the program",
		{ 256, 1024, 4096, 16384 },
		{ { kspawn, exec } },
		{ { "7d: exec of 16,384 pages against 256", { kspawn, 16384 }, { kspawn, 256 }, 1.05 } },
	};
}

} // namespace bench
