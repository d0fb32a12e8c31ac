/* tests/ports/arm/entry_exit.cpp: the exit leaves no reservation of memory to user code */
#include <catch2/catch.hpp>

#include <csetjmp>

#include "entry_host.hpp"
#include "port.hpp"

extern "C" {
[[noreturn]] void kspawn_test_exit_reserved(void *frame, uintptr_t tls, uint32_t *word);
void kspawn_test_after_exit();
[[noreturn]] void kspawn_test_exited(uint32_t failed);
}

namespace {

sigjmp_buf home;
uint32_t strex_failed, word;
alignas(8) unsigned char state[KSPAWN_USER_STATE_SIZE];
alignas(8) unsigned char stack[16384];

} // namespace

void kspawn_test_exited(uint32_t failed)
{
	strex_failed = failed;
	siglongjmp(home, 1);
}

TEST_CASE("a store that is exclusive fails if the kernel has run since the load")
{
	stack_t signal_stack;
	sigaltstack(nullptr, &signal_stack);
	kspawn_user_init(state);
	kspawn_pt_regs regs = {};
	kspawn_start_thread(&regs, reinterpret_cast<uintptr_t>(kspawn_test_after_exit),
			    reinterpret_cast<uintptr_t>(stack + sizeof stack));
	regs.r[0] = reinterpret_cast<uintptr_t>(&word);
	static kspawn::hosted::sigframe frame;
	kspawn::hosted::sigframe_fresh(frame, state, signal_stack);
	kspawn::hosted::sigframe_set_regs(frame, regs);
	word = 0;
	if (!sigsetjmp(home, 1))
		kspawn_test_exit_reserved(kspawn::hosted::sigframe_sp(frame), kspawn::hosted::host_tls(), &word);
	CHECK(strex_failed == 1);
	CHECK(word == 0);
}
