/* tests/generic/unshare_test.cpp: an exec keeps away from what other processes share with it */
#include "inject.hpp"
#include "tasks.hpp"

using namespace kspawn::test;
using kspawn::hosted::process;
namespace inject = kspawn::hosted::inject;

namespace {

/// The current process as the child of another one that shares all with it.
struct sharing {
	process parent;
	explicit sharing()
	{
		process &own = process::current();
		for (int what = KSPAWN_RES_FILES; what < KSPAWN_RES_COUNT; what++)
			CHECK(kspawn_res_get(&parent.task, &own.task, kspawn_res(what), true) == 0);
	}
	~sharing()
	{
		for (int what = KSPAWN_RES_FILES; what < KSPAWN_RES_COUNT; what++)
			parent.put(kspawn_res(what));
	}
	bool shares(kspawn_res what) const { return parent.shared[what - 1] == process::current().shared[what - 1]; }
};

} // namespace

TEST_CASE("exec gives the task files and handlers of its own, as copies, and leaves the working directory shared")
{
	in_kernel([] {
		as_user([] {
			process::current().shared[KSPAWN_RES_FILES - 1]->value = 7;
			const sharing with;
			CHECK(become_user() == 0);
			CHECK(!with.shares(KSPAWN_RES_FILES));
			CHECK(!with.shares(KSPAWN_RES_SIGHAND));
			CHECK(with.shares(KSPAWN_RES_FS));
			CHECK(process::current().shared[KSPAWN_RES_FILES - 1]->value == 7);
			return 0;
		});
		return 0;
	});
}

TEST_CASE("exec copies nothing that the task alone has")
{
	in_kernel([] {
		as_user([] {
			const auto before = process::current().shared;
			CHECK(become_user() == 0);
			CHECK(process::current().shared == before);
			return 0;
		});
		return 0;
	});
}

TEST_CASE("an exec that cannot copy them fails, and all is shared as before")
{
	in_kernel([] {
		as_user([] {
			const sharing with;
			const auto before = in_use();
			unsigned failed = 0;
			for (unsigned n = 1; n < 1000; n++) {
				inject::fail_at(n);
				const int err = become_user();
				inject::end();
				if (err == 0)
					break;
				failed++;
				CHECK(in_use() == before);
				CHECK(with.shares(KSPAWN_RES_FILES));
				CHECK(with.shares(KSPAWN_RES_SIGHAND));
			}
			CHECK(failed > 0);
			return 0;
		});
		return 0;
	});
}
