/* tests/standalone/signal_frame_test.cpp: signal frames, laid and taken by the library and by the Linux that runs the test
 *
 * Tested here: signal_frame_pop.cpp, signal_frame_push.cpp, context.cpp, fp_hooks.cpp */
#include <catch2/catch.hpp>

#include <algorithm>
#include <csetjmp>
#include <csignal>
#include <cstring>
#include <iterator>
#include <ucontext.h>
#include <vector>

#include <kspawn/errno.h>

#include "arch/state_parts.hpp"
#include "code_pointer.hpp"
#include "seed.hpp"
#include "signal_frame_host.hpp"

using namespace kspawn_test;

namespace kspawn_test {

signal_frame_host host;

} // namespace kspawn_test

kspawn_task *kspawn_current() { return nullptr; }

static int copy(uintptr_t user, void *to, const void *from, size_t n)
{
	if (host.copies && --host.copies == 0)
		return -KSPAWN_EFAULT;
	if (from == descriptor) {
		memcpy(to, from, n);
		return 0;
	}
	if (user < uintptr_t(host.low) || user > uintptr_t(host.high) || n > uintptr_t(host.high) - user)
		return -KSPAWN_EFAULT;
	memcpy(to, from, n);
	return 0;
}

int kspawn_copy_to_user(kspawn_task *, uintptr_t to, const void *from, size_t n)
{
	return copy(to, reinterpret_cast<void *>(to), from, n);
}

int kspawn_copy_from_user(void *to, uintptr_t from, size_t n) { return copy(from, to, reinterpret_cast<const void *>(from), n); }
void kspawn_user_fp_get(void *state) { memcpy(state, host.fp.bytes, sizeof(host.fp)); }
void kspawn_user_fp_set(const void *state) { memcpy(host.fp.bytes, state, sizeof(host.fp)); }
uintptr_t kspawn_sigreturn_page() { return host.page; }

namespace {

using kspawn::rt_sigframe;
using kspawn::ucontext;

static_assert(offsetof(ucontext, flags) == 0); /* of several names in the C library */
static_assert(offsetof(ucontext, link) == offsetof(ucontext_t, uc_link));
static_assert(offsetof(ucontext, stack) == offsetof(ucontext_t, uc_stack));
static_assert(offsetof(ucontext, mask) == offsetof(ucontext_t, uc_sigmask));

/// What the C library names uc_mcontext: in 32 bits of PowerPC a pointer to the context.
template <class Ucontext>
consteval size_t offset_of_mcontext()
{
	if constexpr (requires(Ucontext uc) { uc.mcontext_at; })
		return offsetof(Ucontext, mcontext_at);
	else
		return offsetof(Ucontext, mcontext);
}
static_assert(offset_of_mcontext<ucontext>() == offsetof(ucontext_t, uc_mcontext));

constexpr uintptr_t handler_address = 0x12340, restorer_address = 0x56780;
constexpr uint64_t blocked = 0x0000010100000200; /* QEMU has no signal 64 */

alignas(4096) unsigned char arena[65536], other_stack[65536], signal_stack[65536];

template <class T>
const T &at(uintptr_t address)
{
	return *reinterpret_cast<const T *>(address);
}

uintptr_t top_of(const unsigned char (&stack)[65536]) { return uintptr_t(stack) + sizeof(stack); }

/// A pattern in every register of a frame.
kspawn_pt_regs program(uintptr_t ip, uintptr_t sp)
{
	kspawn_pt_regs r = {};
	kspawn_start_thread(&r, ip, sp);
	kspawn::sigcontext c;
	for (size_t i = 0; i < sizeof(c); i++)
		reinterpret_cast<unsigned char *>(&c)[i] = static_cast<unsigned char>(i / 3 * 7 + 1);
	kspawn::regs_from_context(r, c);
	kspawn_pt_regs_set_ip(&r, ip);
	kspawn_pt_regs_set_sp(&r, sp);
	kspawn_pt_regs_set_tls(&r, 0x24680);
	settle(r);
	return r;
}

/// Floating point that differs from any other seed's.
user_fp some_fp(unsigned seed)
{
	user_fp fp;
	kspawn_user_save(fp.bytes);
	for (const auto &part : kspawn::test::state_parts)
		for (size_t i = part.from; i < part.to; i++)
			fp.bytes[i] = static_cast<unsigned char>(i * 5 + seed);
	return fp;
}

bool same_fp(const user_fp &a, const user_fp &b)
{
	for (const auto &part : kspawn::test::state_parts)
		if (memcmp(a.bytes + part.from, b.bytes + part.from, part.to - part.from))
			return false;
	return true;
}

/// The registers of a frame. Others, such as TLS, are not in it.
std::vector<unsigned char> bytes_of(const kspawn_pt_regs &r)
{
	kspawn::sigcontext c = {};
	kspawn::regs_to_context(c, r);
	const auto *bytes = reinterpret_cast<const unsigned char *>(&c);
	return { bytes, bytes + sizeof(c) };
}

bool same(const kspawn_pt_regs &a, const kspawn_pt_regs &b) { return memcmp(&a, &b, sizeof(a)) == 0; }

kspawn_siginfo some_info(int sig)
{
	kspawn_siginfo info = {};
	info.signo = sig;
	info.code = KSPAWN_SEGV_ACCERR;
	info.fault.addr = 0x98765430;
	return info;
}

struct pushed {
	kspawn_siginfo info = some_info(KSPAWN_SIGSEGV);
	kspawn_sigaltstack stack = {};
	kspawn_signal_frame what = {};
	pushed()
	{
		what.sig = KSPAWN_SIGSEGV;
		what.info = &info;
		what.handler = pointer_to(handler_address);
		what.restorer = restorer_address;
		what.flags = KSPAWN_SA_SIGINFO;
#ifdef KSPAWN_SA_RESTORER
		what.flags |= KSPAWN_SA_RESTORER;
#endif
		kspawn_sigset_put(&what.mask, blocked);
		what.stack = &stack;
		stack.flags = KSPAWN_SS_DISABLE;
		host = {};
		host.low = arena;
		host.high = arena + sizeof(arena);
		host.fp = some_fp(1);
		host.page = restorer_address;
		memset(arena, 0xee, sizeof(arena));
	}
	pushed(const pushed &) = delete;
	pushed &operator=(const pushed &) = delete;
	int operator()(kspawn_pt_regs &r) { return kspawn_signal_frame_push(&r, &what); }
};

/// As the handler's return leaves it.
void return_from_handler(kspawn_pt_regs &r) { kspawn_pt_regs_set_sp(&r, kspawn_pt_regs_sp(&r) + KSPAWN_SIGFRAME_PAST); }

/// A member that some ports have.
template <class Context>
bool says_mask(const Context &c)
{
	if constexpr (requires { c.oldmask; })
		return c.oldmask == decltype(c.oldmask)(blocked);
	return true;
}

/// Each copy costs a kernel a look at its page table: a frame is one, a handler that is a descriptor another one. Floating point
/// that is elsewhere is read by itself.
#ifdef KSPAWN_DESCRIPTORS
constexpr unsigned writes = 2;
#else
constexpr unsigned writes = 1;
#endif
constexpr unsigned reads = kspawn::sigframe::fp_is_inside || kspawn::sigframe::fp_follows ? 1 : 2;

uintptr_t frame_of(const kspawn_pt_regs &r) { return kspawn_pt_regs_sp(&r); }

/// In a register, or on the stack.
template <class Frame>
uintptr_t handler_argument(const kspawn_pt_regs &r, unsigned n)
{
	if constexpr (requires(Frame frame) { frame.arguments; })
		return at<Frame>(frame_of(r)).arguments[n];
	else
		return kspawn_pt_regs_arg(&r, n);
}

} // namespace

TEST_CASE("push enters the handler with its arguments, and pop brings back registers, floating point, mask and stack")
{
	pushed push;
	for (uintptr_t less = 0; less < 130; less += 3) {
		const kspawn_pt_regs before = program(0x10000, top_of(arena) - less);
		kspawn_pt_regs r = before;
		host.fp = some_fp(1);
		REQUIRE(push(r) == 0);
		const uintptr_t frame = frame_of(r);
		const auto &laid = at<rt_sigframe>(frame);
		CHECK(kspawn_pt_regs_ip(&r) == handler_address);
		CHECK((frame + KSPAWN_SIGFRAME_PAST) % KSPAWN_STACK_ALIGN == 0);
		CHECK(frame + sizeof(rt_sigframe) + KSPAWN_SIGFRAME_BELOW <= kspawn_pt_regs_sp(&before));
		CHECK(handler_argument<rt_sigframe>(r, 0) == KSPAWN_SIGSEGV);
		CHECK(handler_argument<rt_sigframe>(r, 1) == uintptr_t(&laid.info));
		CHECK(handler_argument<rt_sigframe>(r, 2) == uintptr_t(&laid.uc));
		CHECK(kspawn_pt_regs_nr(&r) == -1);
		CHECK(kspawn_pt_regs_valid(&r));
		CHECK(memcmp(&laid.info, &push.info, sizeof(push.info)) == 0);
		CHECK(kspawn_sigset_get(&laid.uc.mask) == blocked);
		CHECK(laid.uc.stack.flags == KSPAWN_SS_DISABLE);
		CHECK(laid.uc.link == 0);
		CHECK(says_mask(laid.uc.mcontext));

		return_from_handler(r);
		r.nr = KSPAWN_NR_getpid; /* the call's number */
		host.fp = some_fp(2);
		kspawn_sigset mask = {};
		kspawn_sigaltstack stack = {};
		REQUIRE(kspawn_signal_frame_pop(&r, &mask, &stack) == 0);
		CHECK(bytes_of(r) == bytes_of(before));
		CHECK(kspawn_pt_regs_tls(&r) == kspawn_pt_regs_tls(&before));
		CHECK(kspawn_pt_regs_nr(&r) == -1);
		CHECK(same_fp(host.fp, some_fp(1)));
		CHECK(kspawn_sigset_get(&mask) == blocked);
		CHECK(memcmp(&stack, &push.stack, sizeof(stack)) == 0);
	}
}

TEST_CASE("push and pop change nothing in the registers if any access to user memory fails")
{
	pushed push;
	const kspawn_pt_regs before = program(0x10000, top_of(arena));
	unsigned n = 0;
	int err = -1;
	while (err) {
		kspawn_pt_regs r = before;
		host.copies = ++n;
		err = push(r);
		if (err) {
			CHECK(err == -KSPAWN_EFAULT);
			CHECK(same(r, before));
		}
		REQUIRE(n < 10);
	}
	CHECK(n == writes + 1);

	host.copies = 0;
	kspawn_pt_regs handler = before;
	REQUIRE(push(handler) == 0);
	return_from_handler(handler);
	const user_fp fp = host.fp = some_fp(2);
	n = 0;
	err = -1;
	while (err) {
		kspawn_pt_regs r = handler;
		kspawn_sigset mask = { { 7 } };
		kspawn_sigaltstack stack = { 1, 2, 3 };
		host.copies = ++n;
		err = kspawn_signal_frame_pop(&r, &mask, &stack);
		if (err) {
			CHECK(err == -KSPAWN_EFAULT);
			CHECK(same(r, handler));
			CHECK(same_fp(host.fp, fp));
			CHECK((kspawn_sigset_get(&mask) == 7 && stack.sp == 1));
		}
		REQUIRE(n < 10);
	}
	CHECK(n == reads + 1);
}

TEST_CASE("push refuses a stack pointer without room below it, and a handler that cannot return")
{
	pushed push;
	for (uintptr_t sp : { uintptr_t(0), uintptr_t(100), sizeof(rt_sigframe), UINTPTR_MAX, top_of(arena) + 4096 }) {
		const kspawn_pt_regs before = program(0x10000, sp);
		kspawn_pt_regs r = before;
		CHECK(push(r) == -KSPAWN_EFAULT);
		CHECK(same(r, before));
	}
	kspawn_pt_regs r = program(0x10000, top_of(arena));
	push.what.restorer = host.page = 0;
	CHECK(push(r) == -KSPAWN_EFAULT);
#ifdef KSPAWN_SA_RESTORER
	push.what.flags &= ~uint64_t(KSPAWN_SA_RESTORER);
	push.what.restorer = 0x1000;
	CHECK(push(r) == -KSPAWN_EFAULT);
#endif
}

TEST_CASE("push takes the alternate stack with SA_ONSTACK alone, and not if the program is on it")
{
	pushed push;
	push.stack.sp = uintptr_t(arena) + 4096;
	push.stack.size = 16384;
	push.stack.flags = 0;
	const uintptr_t low = push.stack.sp, high = low + push.stack.size;
	const auto place = [&](uintptr_t sp) {
		kspawn_pt_regs r = program(0x10000, sp);
		return push(r) ? 0 : frame_of(r);
	};
	CHECK(place(top_of(arena)) > high);
	push.what.flags |= KSPAWN_SA_ONSTACK;
	const uintptr_t on_stack = place(top_of(arena));
	CHECK(on_stack > low);
	CHECK(on_stack + sizeof(rt_sigframe) <= high);
	CHECK(high - on_stack < sizeof(rt_sigframe) + 2 * KSPAWN_SIGFRAME_ALIGN);
	CHECK(at<rt_sigframe>(on_stack).uc.stack.sp == low);
	CHECK(at<rt_sigframe>(on_stack).uc.stack.size == push.stack.size);

	const uintptr_t nested = place(on_stack);
	CHECK(nested + sizeof(rt_sigframe) <= on_stack);
	CHECK(nested > low);
	CHECK(place(high) < high);
	CHECK(place(high + 1) == on_stack); /* not on it */
	CHECK(place(low) == on_stack);      /* not on it */

	/* Full: a frame does not leave the stack by its end. */
	CHECK(place(low + sizeof(rt_sigframe)) == 0);
	CHECK(place(low + 1) == 0);
	push.what.flags &= ~uint64_t(KSPAWN_SA_ONSTACK);
	CHECK(place(low + sizeof(rt_sigframe)) == 0);
	push.what.flags |= KSPAWN_SA_ONSTACK;
	push.stack.size = sizeof(rt_sigframe);
	CHECK(place(top_of(arena)) == 0);
	push.what.flags &= ~uint64_t(KSPAWN_SA_ONSTACK);
	CHECK(place(low + push.stack.size) == 0); /* its end is on it */
	CHECK(place(low + push.stack.size + 1) != 0);
	push.what.flags |= KSPAWN_SA_ONSTACK;

	/* AUTODISARM: a task that is on it has left the handler. */
	push.stack.size = 16384;
	push.stack.flags = KSPAWN_SS_AUTODISARM;
	CHECK(place(on_stack) == on_stack);

	push.stack.size = 0;
	CHECK(place(top_of(arena)) > high);
	push.what.stack = nullptr;
	CHECK(place(top_of(arena)) > high);
}

TEST_CASE("a frame says where a fault was, and no address for another signal")
{
	pushed push;
	const auto address = [&]([[maybe_unused]] auto context) -> uintptr_t {
		kspawn_pt_regs r = program(0x10000, top_of(arena));
		REQUIRE(push(r) == 0);
		const auto &c = at<rt_sigframe>(frame_of(r)).uc.mcontext;
		if constexpr (requires { context.fault_address; })
			return uintptr_t(static_cast<const decltype(context) &>(c).fault_address);
		return push.info.signo == KSPAWN_SIGSEGV && push.info.code > 0 ? 0x98765430 : 0;
	};
	CHECK(address(kspawn::sigcontext()) == 0x98765430);
	push.info.code = KSPAWN_SI_USER;
	CHECK(address(kspawn::sigcontext()) == 0);
	push.info = some_info(KSPAWN_SIGCHLD);
	CHECK(address(kspawn::sigcontext()) == 0);
}

#ifdef KSPAWN_OLD_SIGFRAME
using kspawn::old_sigframe;

TEST_CASE("a handler without SA_SIGINFO has a frame without a ucontext, and returns by sigreturn")
{
	pushed push;
	push.what.flags &= ~uint64_t(KSPAWN_SA_SIGINFO);
	const kspawn_pt_regs before = program(0x10000, top_of(arena) - 20);
	kspawn_pt_regs r = before;
	unsigned n = 0;
	int err = -1;
	while (err) {
		r = before;
		host.copies = ++n;
		host.fp = some_fp(1);
		err = push(r);
		if (err)
			CHECK((err == -KSPAWN_EFAULT && same(r, before)));
		REQUIRE(n < 10);
	}
	CHECK(n == 3);
	host.copies = 0;
	const auto &laid = at<old_sigframe>(frame_of(r));
	CHECK(laid.return_address == restorer_address);
	CHECK(laid.arguments[0] == KSPAWN_SIGSEGV);
	CHECK(laid.mcontext.oldmask == uint32_t(blocked));
	CHECK(laid.mask_rest == blocked >> 32);
	CHECK(laid.mcontext.fp == uintptr_t(&laid.fp));
	CHECK(uintptr_t(laid.fp.state) % KSPAWN_USER_STATE_ALIGN == 0);
	CHECK((frame_of(r) + KSPAWN_SIGFRAME_PAST) % KSPAWN_STACK_ALIGN == 0);
	CHECK(frame_of(r) + sizeof(old_sigframe) <= kspawn_pt_regs_sp(&before));
	CHECK(kspawn_pt_regs_ip(&r) == handler_address);
	CHECK(kspawn_pt_regs_valid(&r));

	kspawn_pt_regs_set_sp(&r, frame_of(r) + KSPAWN_OLD_SIGFRAME_PAST);
	r.nr = KSPAWN_NR_SIGRETURN;
	const kspawn_pt_regs handler = r;
	host.fp = some_fp(2);
	kspawn_sigset mask = { { 7 } };
	kspawn_sigaltstack stack = { 1, 2, 3 };
	for (host.copies = n = 1; kspawn_signal_frame_pop(&r, &mask, &stack); host.copies = ++n) {
		CHECK((same(r, handler) && same_fp(host.fp, some_fp(2)) && kspawn_sigset_get(&mask) == 7));
		REQUIRE(n < 10);
	}
	CHECK(n == 4);
	host.copies = 0;
	CHECK(bytes_of(r) == bytes_of(before));
	CHECK(same_fp(host.fp, some_fp(1)));
	CHECK(kspawn_sigset_get(&mask) == blocked);
	CHECK((stack.sp == 1 && stack.size == 3)); /* the frame has none */
	r = handler;
	const_cast<old_sigframe &>(laid).mcontext.cs = 0x10;
	CHECK(kspawn_signal_frame_pop(&r, &mask, &stack) == -KSPAWN_EINVAL);
	CHECK(same(r, handler));
}
#else

TEST_CASE("a handler without SA_SIGINFO returns by sigreturn where Linux has it, and its frame begins with the ucontext")
{
	pushed push;
	push.what.flags &= ~uint64_t(KSPAWN_SA_SIGINFO);
	const kspawn_pt_regs before = program(0x10000, top_of(arena));
	kspawn_pt_regs r = before;
	REQUIRE(push(r) == 0);
	const uintptr_t uc = handler_argument<rt_sigframe>(r, 2);
	CHECK((uc == frame_of(r)) == (KSPAWN_NR_SIGRETURN != 0));
	CHECK(at<ucontext>(uc).flags == (KSPAWN_NR_SIGRETURN ? KSPAWN_UCONTEXT_FLAGS_OLD : KSPAWN_UCONTEXT_FLAGS));
	return_from_handler(r);
	r.nr = KSPAWN_NR_SIGRETURN;
	kspawn_sigset mask = {};
	kspawn_sigaltstack stack = {};
	REQUIRE(kspawn_signal_frame_pop(&r, &mask, &stack) == 0);
	CHECK(bytes_of(r) == bytes_of(before));
	CHECK(kspawn_sigset_get(&mask) == blocked);
}
#endif

TEST_CASE("pop refuses a stack pointer that Linux refuses")
{
	pushed push;
	kspawn_pt_regs r = program(0x10000, top_of(arena));
	REQUIRE(push(r) == 0);
	return_from_handler(r);
	kspawn_sigset mask;
	kspawn_sigaltstack stack;
	for (uintptr_t off = 1; off < KSPAWN_SIGFRAME_POP_ALIGN; off++) {
		kspawn_pt_regs odd = r;
		kspawn_pt_regs_set_sp(&odd, kspawn_pt_regs_sp(&r) + off);
		CHECK(kspawn_signal_frame_pop(&odd, &mask, &stack) == -KSPAWN_EINVAL);
	}
}

TEST_CASE("pop refuses what may not enter user mode, and clears what Linux clears")
{
	pushed push;
	for (const frame_change &change : frame_changes) {
		INFO(change.what);
		const kspawn_pt_regs before = program(0x10000, top_of(arena));
		kspawn_pt_regs r = before;
		host.fp = some_fp(1);
		REQUIRE(push(r) == 0);
		return_from_handler(r);
		const kspawn_pt_regs handler = r;
		change.make(*reinterpret_cast<rt_sigframe *>(kspawn_pt_regs_sp(&r) - KSPAWN_SIGFRAME_PAST));
		kspawn_sigset mask;
		kspawn_sigaltstack stack;
		CHECK(kspawn_signal_frame_pop(&r, &mask, &stack) == change.result);
		if (change.result)
			CHECK(same(r, handler));
		else
			CHECK(kspawn_pt_regs_valid(&r));
		if (change.becomes)
			CHECK(change.becomes(r, host.fp));
	}
}

/* ---- compared with the Linux that runs the test ---- */

namespace {

constexpr int traps[] = { SIGILL, SIGTRAP, SIGBUS, SIGSEGV, SIGFPE };

sigjmp_buf back;
kspawn_pt_regs caught_regs;
kspawn_sigset caught_mask;
int caught_result;

/// In a handler of Linux: takes its frame, and leaves it.
void caught(int, siginfo_t *, void *context)
{
	host.low = nullptr;
	host.high = reinterpret_cast<unsigned char *>(UINTPTR_MAX);
	kspawn_sigaltstack stack;
	kspawn_pt_regs_set_sp(&caught_regs, uintptr_t(context) - offsetof(rt_sigframe, uc) + KSPAWN_SIGFRAME_PAST);
	caught_result = kspawn_signal_frame_pop(&caught_regs, &caught_mask, &stack);
	siglongjmp(back, 1);
}

/// Runs a program from a frame until it traps, and takes the frame that Linux makes then.
void run(const kspawn_pt_regs &start, const kspawn_pt_regs &frame)
{
	struct sigaction action = {}, old[std::size(traps)];
	action.sa_sigaction = caught;
	action.sa_flags = SA_SIGINFO | SA_ONSTACK;
	stack_t stack = {}, old_stack;
	stack.ss_sp = signal_stack;
	stack.ss_size = sizeof(signal_stack);
	memset(signal_stack, 0, sizeof(signal_stack));
	REQUIRE(sigaltstack(&stack, &old_stack) == 0);
	for (size_t i = 0; i < std::size(traps); i++)
		REQUIRE(sigaction(traps[i], &action, &old[i]) == 0);
	caught_regs = start;
	if (sigsetjmp(back, 1) == 0)
		signal_frame_exit(frame_of(frame) + KSPAWN_SIGFRAME_PAST);
	for (size_t i = 0; i < std::size(traps); i++)
		sigaction(traps[i], &old[i], nullptr);
	sigaltstack(&old_stack, nullptr);
}

struct {
	int sig;
	siginfo_t *info;
	void *context;
	uintptr_t sp;
} handled;
constexpr long handlers_result = 4711;

/// A handler on the library's frame, which changes a register of the program by its ucontext.
void on_own_frame(int sig, siginfo_t *info, void *context)
{
	handled = { sig, info, context, uintptr_t(__builtin_frame_address(0)) };
	auto &uc = *static_cast<ucontext *>(context);
	kspawn_pt_regs r = {};
	kspawn::regs_from_context(r, uc.mcontext);
	kspawn_pt_regs_set_ret(&r, handlers_result);
	kspawn::regs_to_context(uc.mcontext, r);
}

uintptr_t address_of(void (*function)()) { return KSPAWN_CODE_ADDRESS(function); }

} // namespace

TEST_CASE("Linux resumes a program from a frame of push, and pop takes the frame that Linux makes of it")
{
	pushed push;
	push.stack = {};
	push.stack.sp = uintptr_t(signal_stack);
	push.stack.size = sizeof(signal_stack);
	for (unsigned seed : { 1u, 77u }) {
		const kspawn_pt_regs before = program(address_of(signal_frame_trap), top_of(arena) - 64);
		kspawn_pt_regs r = before;
		host.low = arena;
		host.high = arena + sizeof(arena);
		host.fp = some_fp(seed);
		REQUIRE(push(r) == 0);
		host.fp = some_fp(3);
		run(before, r);
		REQUIRE(caught_result == 0);
		CHECK(bytes_of(caught_regs) == bytes_of(before));
		CHECK(kspawn_sigset_get(&caught_mask) == blocked);
		CHECK(same_fp(host.fp, some_fp(seed)));
	}
}

TEST_CASE("a handler runs on a frame of push, changes a register, and Linux takes the frame back")
{
	pushed push;
	push.stack = {};
	push.stack.sp = uintptr_t(signal_stack);
	push.stack.size = sizeof(signal_stack);
	push.what.handler = pointer_to(KSPAWN_CODE_ADDRESS(on_own_frame));
	push.what.restorer = host.page = address_of(signal_frame_restorer);
	kspawn_pt_regs before = program(address_of(signal_frame_trap), top_of(arena) - 64);
	kspawn_pt_regs r = before;
	REQUIRE(push(r) == 0);
	const uintptr_t frame = frame_of(r);

	/* Into the handler, by a second frame. */
	host.low = other_stack;
	host.high = other_stack + sizeof(other_stack);
	const kspawn_pt_regs handler = r;
	kspawn_pt_regs_set_sp(&r, top_of(other_stack));
	kspawn_pt_regs entered = handler;
	{
		kspawn_pt_regs on_other = r;
		REQUIRE(push(on_other) == 0);
		auto &uc = const_cast<ucontext &>(at<rt_sigframe>(frame_of(on_other)).uc);
		kspawn::regs_to_context(uc.mcontext, entered);
		kspawn_sigset_put(&uc.mask, 0);
		handled = {};
		run(before, on_other);
	}
	REQUIRE(caught_result == 0);
	CHECK(handled.sig == KSPAWN_SIGSEGV);
	CHECK(uintptr_t(handled.info) == frame + offsetof(rt_sigframe, info));
	CHECK(uintptr_t(handled.context) == frame + offsetof(rt_sigframe, uc));
	CHECK(handled.info->si_signo == SIGSEGV);
	CHECK(handled.info->si_code == SEGV_ACCERR);
	CHECK(uintptr_t(handled.info->si_addr) == 0x98765430);
	CHECK(handled.sp <= frame + 64);
	kspawn_pt_regs_set_ret(&before, handlers_result);
	CHECK(bytes_of(caught_regs) == bytes_of(before));
	CHECK(kspawn_sigset_get(&caught_mask) == blocked);
}

/* ---- hostile frames ---- */

namespace {

constexpr unsigned hostile_frames = KSPAWN_EMULATED ? 2000 : 100'000;

/// One word, or each with a chance of 1 in 8.
void change_words(dice &roll, uint32_t *words, size_t n)
{
	const auto any = [&] { return roll(4) ? roll(UINT32_MAX) : uint32_t(1) << roll(32); };
	if (roll(4))
		words[roll(uint32_t(n))] = any();
	else
		for (size_t i = 0; i < n; i++)
			if (roll(8) == 0)
				words[i] = any();
}

/// Loads it, which must not fault.
void load(const user_fp &fp)
{
	user_fp own;
	kspawn_user_save(own.bytes);
	kspawn_user_load(fp.bytes);
	kspawn_user_load(own.bytes);
}

} // namespace

TEST_CASE("pop refuses a hostile frame, or gives registers that may enter user mode and floating point that can be loaded")
{
	pushed push;
	dice roll(seed());
	unsigned taken = 0;
	const kspawn_pt_regs before = program(0x10000, top_of(arena));
	for (unsigned i = 0; i < hostile_frames; i++) {
		kspawn_pt_regs r = before;
		host.fp = some_fp(1);
		if (push(r))
			FAIL();
		return_from_handler(r);
		const uintptr_t frame = kspawn_pt_regs_sp(&r) - KSPAWN_SIGFRAME_PAST;
		const size_t from = offsetof(rt_sigframe, uc), to = kspawn_pt_regs_sp(&before) - frame;
		change_words(roll, reinterpret_cast<uint32_t *>(frame + from), (std::min(to, size_t(1280)) - from) / 4);
		const kspawn_pt_regs handler = r;
		kspawn_sigset mask;
		kspawn_sigaltstack stack;
		const int err = kspawn_signal_frame_pop(&r, &mask, &stack);
		if (err ? !same(r, handler) || !same_fp(host.fp, some_fp(1)) : !kspawn_pt_regs_valid(&r))
			FAIL("frame " << i << ": " << err);
		load(host.fp);
		taken += !err;
	}
	CHECK(taken > hostile_frames / 100);
}
