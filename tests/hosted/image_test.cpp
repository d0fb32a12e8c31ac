/* tests/hosted/image_test.cpp: bad program files through the real machine
 *
 * Tested here: exec_hooks.cpp */
#include <cstring>
#include <fcntl.h>
#include <filesystem>
#include <fstream>
#include <sys/stat.h>
#include <unistd.h>

#include <kspawn/errno.h>
#include <kspawn/exec.h>
#include <kspawn/host.h>

#include "image.hpp"
#include "machine_test.hpp"

using namespace kspawn::test;

namespace {

/// A folder of programs with /echo in it, removed at the end.
struct folder {
	std::string path;
	folder()
	{
		char name[] = "/tmp/kspawn-image-XXXXXX";
		path = mkdtemp(name);
		std::filesystem::copy(KSPAWN_PROGRAMS_DIR "/echo", path + "/echo");
	}
	~folder() { std::filesystem::remove_all(path); }
	std::string echo() const
	{
		std::ifstream in(path + "/echo", std::ios::binary);
		return { std::istreambuf_iterator<char>(in), {} };
	}
	void put(const std::string &name, const std::string &bytes, mode_t mode = 0755) const
	{
		std::ofstream(path + name, std::ios::binary) << bytes;
		chmod((path + name).c_str(), mode);
	}
	kspawn::hosted::machine_options options() const
	{
		auto o = with_programs();
		o.root = path;
		return o;
	}
};

int exec(const char *path)
{
	const char *const argv[] = { path, nullptr };
	return kspawn_kernel_execve(path, argv, nullptr);
}

void check_exec(const folder &root, const std::string &path, int err)
{
	INFO("file " << path);
	in_kernel(
		[&] {
			CHECK(exec(path.c_str()) == -err);
			CHECK(kspawn::hosted::in_use().images == 0);
			CHECK(kspawn::hosted::in_use().address_spaces == 0);
			CHECK(wait_for(spawn({ "/echo", "-x", "9" })) == exited(9));
			return 0;
		},
		root.options());
}

/// A copy of /echo with some bytes changed.
std::string changed(const folder &root, size_t at, const std::string &bytes)
{
	std::string image = root.echo();
	image.replace(at, bytes.size(), bytes);
	return image;
}

constexpr size_t ei_class = 4, e_machine = 18;

} // namespace

TEST_CASE("files that are no programs of the port are refused, and the machine continues")
{
	const folder root;
	std::filesystem::create_directory(root.path + "/folder");
	root.put("/empty", "");
	root.put("/short", root.echo().substr(0, 30));
	root.put("/header", root.echo().substr(0, 64));
	root.put("/script", "#!/bin/sh\nexit 0\n");
	root.put("/text", std::string(5000, 'x'));
	root.put("/plain", root.echo(), 0644);
	root.put("/class", changed(root, ei_class, { char(3 - KSPAWN_ELF_CLASS) }));
	root.put("/foreign", changed(root, e_machine, "\x7f")); /* no machine has this number, in either byte order */
	root.put("/magic", changed(root, 0,
				   "\x7f"
				   "ELG"));

	check_exec(root, "/missing", KSPAWN_ENOENT);
	check_exec(root, "/missing/more", KSPAWN_ENOENT);
	check_exec(root, "/folder", KSPAWN_EACCES);
	check_exec(root, "/", KSPAWN_EACCES);
	check_exec(root, "/echo/more", KSPAWN_ENOTDIR);
	check_exec(root, "/plain", KSPAWN_EACCES);
	check_exec(root, "/" + std::string(250, 'n'), KSPAWN_ENOENT);
	for (const char *path : { "/empty", "/short", "/header", "/text", "/foreign", "/magic" })
		check_exec(root, path, KSPAWN_ENOEXEC);
	if (!kspawn_elf_check_arch(3 - KSPAWN_ELF_CLASS, 0, 0))
		check_exec(root, "/class", KSPAWN_ENOEXEC);
}

TEST_CASE("a program may be a link to one")
{
	const folder root;
	std::filesystem::create_symlink("echo", root.path + "/link");
	in_kernel(
		[] {
			CHECK(wait_for(spawn({ "/link", "-x", "9" })) == exited(9));
			return 0;
		},
		root.options());
}

TEST_CASE("an image is read exactly, and never past its end")
{
	const folder root;
	root.put("/ten", "0123456789");
	in_kernel(
		[] {
			kspawn_image image = {};
			char bytes[16] = {};
			CHECK(kspawn_image_open("/ten", &image) == 0);
			CHECK(image.size == 10);
			CHECK(kspawn::hosted::in_use().images == 1);
			CHECK(kspawn_image_read(&image, 3, bytes, 4) == 0);
			CHECK(std::string(bytes) == "3456");
			CHECK(kspawn_image_read(&image, 9, bytes, 1) == 0);
			CHECK(kspawn_image_read(&image, 9, bytes, 2) == -KSPAWN_ENOEXEC);
			CHECK(kspawn_image_read(&image, 10, bytes, 1) == -KSPAWN_ENOEXEC);
			CHECK(kspawn_image_read(&image, UINT64_MAX, bytes, 1) == -KSPAWN_ENOEXEC);
			CHECK(kspawn_image_read(&image, 10, bytes, 0) == 0);
			kspawn_image_close(&image);
			CHECK(kspawn::hosted::in_use().images == 0);
			return 0;
		},
		root.options());
}

TEST_CASE("a program's file may be removed while it runs, and is closed at its end")
{
	const folder root;
	std::filesystem::copy(KSPAWN_PROGRAMS_DIR "/cow", root.path + "/cow");
	in_kernel(
		[&root] {
			const int pid = spawn({ "/cow" });
			kspawn_sched_yield();
			std::filesystem::remove(root.path + "/cow");
			CHECK(wait_for(pid) == exited(0));
			CHECK(kspawn::hosted::in_use().images == 0);
			return 0;
		},
		root.options());
}
