/* tests/linux/mutate.hpp: files that are good, and what chance makes of them */
#ifndef KSPAWN_TESTS_LINUX_MUTATE_HPP
#define KSPAWN_TESTS_LINUX_MUTATE_HPP

#include "files.hpp"
#include "generic/elf_file.hpp"
#include "generic/exec_fuzz.hpp"

/// The files that all others come from.
std::vector<file_set> good_files();

/// File set `n` of a seed.
file_set mutated_files(uint64_t seed, uint64_t n);

/// Changes some fields, segments or bytes, or the length.
bytes mutated_elf(elf_file file, random_numbers &random);

/// A script, and the scripts that it names, down to "elf".
file_set mutated_scripts(random_numbers &random);

template <typename Table>
auto &one_of(Table &table, random_numbers &random)
{
	return table[random.next(uint32_t(std::size(table)))];
}
#endif
