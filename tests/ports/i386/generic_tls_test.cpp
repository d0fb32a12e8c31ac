/* tests/ports/i386/generic_tls_test.cpp: TLS is a descriptor in the program's memory, for clone and set_thread_area */
#include <sys/syscall.h>

#include <kspawn/arch/user_desc.h>

#include "generic/tasks.hpp"

using namespace kspawn::test;

namespace {

constexpr uintptr_t base = 0x112230;

kspawn_user_desc flat(uint32_t entry) { return { entry, base, KSPAWN_USER_DESC_LIMIT, KSPAWN_USER_DESC_FLAGS }; }

long set_area(const kspawn_user_desc &desc)
{
	poke(scratch(), desc);
	return kspawn_set_thread_area(kspawn_current_pt_regs(), scratch());
}

long clone_with(uintptr_t tls)
{
	const unsigned places[] = { KSPAWN_CLONE_ARGS };
	std::vector<uintptr_t> args(6);
	args[places[0]] = KSPAWN_CLONE_SETTLS | KSPAWN_SIGCHLD;
	args[places[4]] = tls;
	return call(SYS_clone, args);
}

long clone_with(const kspawn_user_desc &desc)
{
	poke(scratch(), desc);
	return clone_with(scratch());
}

uintptr_t own_tls() { return kspawn_pt_regs_tls(kspawn_current_pt_regs()); }

/// Each of the descriptors that are refused, in place of one that is taken.
template <class Call>
void refuses(Call call)
{
	const kspawn_user_desc taken = flat(kspawn_tls_entry());
	for (uint32_t limit : { 0u, 0xffffeu, 0x1fffffu, UINT32_MAX }) {
		kspawn_user_desc desc = taken;
		desc.limit = limit;
		CHECK(call(desc) == -KSPAWN_EINVAL);
	}
	for (uint32_t flag : { 1u, 2u, 4u, 8u, 0x10u, 0x20u, 0x80u, 1u << 31 }) {
		kspawn_user_desc desc = taken;
		desc.flags ^= flag;
		CHECK(call(desc) == -KSPAWN_EINVAL);
	}
	for (uint32_t entry : { 0u, kspawn_tls_entry() - 1, kspawn_tls_entry() + 1, UINT32_MAX - 1 })
		CHECK(call(flat(entry)) == -KSPAWN_EINVAL);
}

} // namespace

TEST_CASE("set_thread_area sets TLS by the program's descriptor, and says which entry it is")
{
	in_kernel([] {
		as_user([] {
			CHECK(set_area(flat(KSPAWN_USER_DESC_ANY)) == 0);
			CHECK(peek<uint32_t>(kspawn_current(), scratch()) == kspawn_tls_entry());
			CHECK(own_tls() == base);
			CHECK(set_area(flat(KSPAWN_USER_DESC_ANY)) == -KSPAWN_ESRCH); /* there is no second one */
			kspawn_user_desc other = flat(kspawn_tls_entry());
			other.base = UINT32_MAX;
			other.flags |= KSPAWN_USER_DESC_USEABLE;
			CHECK(set_area(other) == 0);
			CHECK(own_tls() == UINT32_MAX);
			refuses([](const kspawn_user_desc &desc) { return set_area(desc); });
			CHECK(own_tls() == UINT32_MAX);
			for (uintptr_t nowhere : { uintptr_t(0), uintptr_t(16), UINTPTR_MAX - 8 })
				CHECK(call(SYS_set_thread_area, { nowhere }) == -KSPAWN_EFAULT);
			poke(scratch(), flat(kspawn_tls_entry()));
			CHECK(call(SYS_set_thread_area, { scratch() }) == 0);
			return 0;
		});
		return 0;
	});
}

TEST_CASE("clone with SETTLS takes a descriptor, and makes no child of one that it refuses")
{
	in_kernel([] {
		as_user([] {
			const int pid = int(clone_with(flat(kspawn_tls_entry())));
			CHECK(pid > 0);
			kspawn_task *child = find(pid);
			CHECK(kspawn_pt_regs_tls(child->regs) == base);
			CHECK(own_tls() == 0);
			CHECK(kspawn_kill(child, 9) == 0);
			kspawn_task_put(child);
			CHECK(wait_for(pid) == 9);
			refuses([](const kspawn_user_desc &desc) { return clone_with(desc); });
			CHECK(clone_with(flat(KSPAWN_USER_DESC_ANY)) == -KSPAWN_EINVAL);
			CHECK(clone_with(uintptr_t(16)) == -KSPAWN_EFAULT);
			CHECK(call(SYS_wait4, { UINTPTR_MAX, 0, 0 }) == -KSPAWN_ECHILD);
			return 0;
		});
		return 0;
	});
}
