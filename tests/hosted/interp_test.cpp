/* tests/hosted/interp_test.cpp: scripts and dynamic programs in the machine */
#include <filesystem>
#include <fstream>
#include <sstream>

#include <kspawn/errno.h>
#include <kspawn/exec.h>
#include <stdlib.h>

#include "inject.hpp"
#include "machine_test.hpp"

using namespace kspawn::test;
using kspawn::hosted::machine_options;
namespace fs = std::filesystem;
namespace inject = kspawn::hosted::inject;

namespace {

/// A folder with the tree's programs, to which a test adds files of its own.
class root_folder {
public:
	root_folder()
	{
		std::string made = (fs::temp_directory_path() / "kspawn-interp-XXXXXX").string();
		REQUIRE(mkdtemp(made.data()) != nullptr);
		path = made;
		for (const char *name : { "echo", "echo-pie", "exec", "loader-pie", "dynamic", "dynamic-pie" })
			program(name, name);
	}
	~root_folder() { fs::remove_all(path); }
	/// A program of the tree by another name, in place of what was there.
	void program(const std::string &name, const std::string &what)
	{
		fs::remove(path / name);
		fs::create_symlink(fs::path(KSPAWN_PROGRAMS_DIR) / what, path / name);
	}
	void script(const std::string &name, const std::string &content, fs::perms mode = fs::perms::owner_all)
	{
		std::ofstream(path / name) << content;
		fs::permissions(path / name, mode);
	}
	machine_options options() const
	{
		machine_options o;
		o.root = path.string();
		return o;
	}

	fs::path path;
};

/// Lines of the console that begin so.
std::vector<std::string> lines(const outcome &o, const std::string &begin)
{
	std::vector<std::string> found;
	std::istringstream all(o.console);
	for (std::string line; std::getline(all, line);)
		if (line.compare(0, begin.size(), begin) == 0)
			found.push_back(line);
	return found;
}

/// What kernel_execve of init says, which must have failed.
void check_refused(const root_folder &root, const std::string &path, int err)
{
	INFO(path);
	in_kernel(
		[&] {
			CHECK(kspawn_kernel_execve(path.c_str(), nullptr, nullptr) == err);
			return 0;
		},
		root.options());
}

void check_dynamic(const outcome &o, const std::string &where)
{
	INFO(o.console);
	CHECK(o.status == exited(0));
	CHECK(lines(o, "program at") == std::vector<std::string>{ "program at " + where });
	CHECK(lines(o, "loader: ok").size() == 1);
	CHECK(lines(o, "dynamic: ok").size() == 1);
}

} // namespace

TEST_CASE("kernel_execve of a script runs its interpreter with the right argv")
{
	root_folder root;
	root.script("s", "#!/echo -v\n");
	const outcome o = run_program({ "/s", "a", "two words" }, root.options());
	INFO(o.console);
	CHECK(o.status == exited(0));
	CHECK(lines(o, "argc=") == std::vector<std::string>{ "argc=5" });
	CHECK(lines(o, "argv[") ==
	      std::vector<std::string>{ "argv[0]=/echo", "argv[1]=-v", "argv[2]=/s", "argv[3]=a", "argv[4]=two words" });
	CHECK(lines(o, "path=") == std::vector<std::string>{ "path=/s" });
	CHECK(lines(o, "echo: ok").size() == 1);
}

TEST_CASE("a user program's execve of scripts within scripts gives their words")
{
	root_folder root;
	root.script("inner", "#! /echo-pie -v");
	root.script("outer", "#!/inner  x y \nexit 1\n");
	const outcome o = run_program({ "/exec", "/outer", "a" }, root.options());
	INFO(o.console);
	CHECK(o.status == exited(0));
	CHECK(lines(o, "argv[") == std::vector<std::string>{ "argv[0]=/echo-pie", "argv[1]=-v", "argv[2]=/inner", "argv[3]=x y",
							     "argv[4]=/outer", "argv[5]=a" });
	CHECK(lines(o, "path=") == std::vector<std::string>{ "path=/outer" });
}

TEST_CASE("a script that cannot run leaves init as it was")
{
	root_folder root;
	root.script("missing", "#!/no/such\n");
	root.script("empty", "#! \n");
	root.script("folder", "#!/.\n");
	root.script("file", "#!/missing/x\n");
	root.script("loop", "#!/loop\n");
	root.script("forbidden", "#!/echo\n", fs::perms::owner_read);
	root.script("indirect", "#!/forbidden\n");
	check_refused(root, "/missing", -KSPAWN_ENOENT);
	check_refused(root, "/empty", -KSPAWN_ENOEXEC);
	check_refused(root, "/folder", -KSPAWN_EACCES);
	check_refused(root, "/file", -KSPAWN_ENOTDIR);
	check_refused(root, "/loop", -KSPAWN_ELOOP);
	check_refused(root, "/forbidden", -KSPAWN_EACCES);
	check_refused(root, "/indirect", -KSPAWN_EACCES);
}

TEST_CASE("a dynamic program starts in its interpreter, which finds it and enters it")
{
	root_folder root;
	const outcome fixed = run_program({ "/dynamic", "a", "two words" }, root.options());
	check_dynamic(fixed, "0x10000000, interpreter at 0x12000000");
	CHECK(lines(fixed, "argument") == std::vector<std::string>{ "argument 1 is a", "argument 2 is two words" });
	check_dynamic(run_program({ "/dynamic-pie" }, root.options()), "0x11000000, interpreter at 0x12000000");
}

TEST_CASE("an interpreter at a fixed address goes there, and its program's pages make way")
{
	root_folder root;
	root.program("loader-pie", "loader");
	check_dynamic(run_program({ "/dynamic-pie" }, root.options()), "0x11000000, interpreter at 0x0");
	const outcome o = run_program({ "/dynamic" }, root.options());
	CHECK(lines(o, "dynamic: ok").empty());
	CHECK(o.status != exited(0));
}

TEST_CASE("an interpreter that names one is loaded alone")
{
	root_folder root;
	root.program("loader-pie", "dynamic-pie");
	const outcome o = run_program({ "/dynamic" }, root.options());
	CHECK(lines(o, "loader: ok").empty());
}

TEST_CASE("a dynamic program whose interpreter is refused leaves init unchanged")
{
	root_folder root;
	root.program("loader-pie", "no such program");
	check_refused(root, "/dynamic", -KSPAWN_ENOENT);
	fs::remove(root.path / "loader-pie");
	root.script("loader-pie", "#!/echo\n");
	check_refused(root, "/dynamic", -KSPAWN_EIO);
	root.script("loader-pie", "#!/echo\n" + std::string(100, ' '));
	check_refused(root, "/dynamic", -KSPAWN_ELIBBAD);
	fs::remove(root.path / "loader-pie");
	fs::create_directory(root.path / "loader-pie");
	check_refused(root, "/dynamic", -KSPAWN_EACCES);
}

TEST_CASE("a script may be run by a dynamic program")
{
	root_folder root;
	root.script("s", "#!/dynamic-pie -v\n");
	const outcome o = run_program({ "/s", "a" }, root.options());
	check_dynamic(o, "0x11000000, interpreter at 0x12000000");
	CHECK(lines(o, "argument") == std::vector<std::string>{ "argument 1 is -v", "argument 2 is /s", "argument 3 is a" });
}

TEST_CASE("every failing step of a script's exec leaks nothing in the machine")
{
	root_folder root;
	root.script("s", "#!/t x\n");
	root.script("t", "#!/dynamic-pie\n");
	unsigned points = 0;
	in_kernel(
		[&] {
			for (int err = -1; err != 0 && points < 1000; points++) {
				inject::fail_at(points + 1);
				err = kspawn_kernel_execve("/s", nullptr, nullptr);
				inject::end();
				CHECK(err <= 0);
			}
			return 0;
		},
		root.options());
	CHECK(points > 20);
	CHECK(points < 1000);
}
