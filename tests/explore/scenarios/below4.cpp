/* tests/explore/scenarios/below4.cpp: kernels that stop below layer 4 */
#include "common.hpp"

namespace kernel {
namespace {

/* ---- below layer 4: children that are not waited for ---- */

void below()
{
	begin();
	expect(kspawn_kernel_thread(returns_1, nullptr, KSPAWN_SIGCHLD) > 0, "kernel_thread");
	expect(kspawn_kernel_thread(returns_1, nullptr, KSPAWN_SIGCHLD) > 0, "kernel_thread");
}
void below_alone()
{
	begin();
	expect(kspawn_kernel_thread(returns_1, nullptr, 0) > 0, "kernel_thread");
	expect(kspawn_kernel_thread(returns_1, nullptr, 0) > 0, "kernel_thread");
}

int starts_another(void *)
{
	expect(kspawn_kernel_thread(returns_1, nullptr, KSPAWN_SIGCHLD) > 0, "kernel_thread");
	return 0;
}
void below_orphan()
{
	begin();
	expect(kspawn_kernel_thread(starts_another, nullptr, KSPAWN_SIGCHLD) > 0, "kernel_thread");
}

} // namespace

extern const scenarios below4_scenarios;
const scenarios below4_scenarios = {
	{ .name = "below4", .what = "layer 1 alone: children with an exit signal", .init = below, .below4 = true },
	{ .name = "below4-detached",
	  .what = "layer 1 alone: kernel threads without parents",
	  .init = below_alone,
	  .below4 = true },
	{ .name = "below4-orphan",
	  .what = "layer 1 alone: a parent ends while its child does",
	  .init = below_orphan,
	  .below4 = true },
};

} // namespace kernel
