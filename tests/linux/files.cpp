/* tests/linux/files.cpp: files in a folder, and in memory */
#include "files.hpp"

#include <sys/stat.h>

#include <filesystem>
#include <fstream>
#include <iterator>

std::string read_text(const std::string &path)
{
	std::ifstream in(path, std::ios::binary);
	return { std::istreambuf_iterator<char>(in), {} };
}

bytes read_bytes(const std::string &path)
{
	const std::string text = read_text(path);
	return bytes(text.begin(), text.end());
}

/// Each exec has a new file: the last exec may still be closing its own.
bool write_files(const std::string &folder, const file_set &files)
{
	std::error_code failed;
	std::filesystem::create_directories(folder, failed);
	for (const auto &old : std::filesystem::directory_iterator(folder, failed))
		std::filesystem::remove(old.path(), failed);
	for (const auto &[name, content] : files) {
		const std::string path = folder + "/" + name;
		std::ofstream out(path, std::ios::binary);
		out.write(reinterpret_cast<const char *>(content.data()), std::streamsize(content.size()));
		out.close();
		if (!out || chmod(path.c_str(), 0755) != 0)
			return false;
	}
	return !failed;
}

file_set read_files(const std::string &folder)
{
	file_set files;
	for (const auto &each : std::filesystem::directory_iterator(folder))
		files[each.path().filename()] = read_bytes(each.path());
	return files;
}
