/* tests/linux/files.hpp: the files of one exec */
#ifndef KSPAWN_TESTS_LINUX_FILES_HPP
#define KSPAWN_TESTS_LINUX_FILES_HPP

#include <map>
#include <string>
#include <vector>

#include "generic/exec_host.hpp"

/// "prog" is executed; the others are interpreters.
using file_set = std::map<std::string, bytes>;

std::string read_text(const std::string &path);
bytes read_bytes(const std::string &path);

/// Makes `folder` hold these files alone, all executable. False: it cannot.
[[nodiscard]] bool write_files(const std::string &folder, const file_set &files);
file_set read_files(const std::string &folder);
#endif
