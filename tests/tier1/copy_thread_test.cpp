/* tests/tier1/copy_thread_test.cpp: the first frame of a new thread, and the creations that are refused */
#include <catch2/catch.hpp>

#include <stdlib.h>
#include <string.h>

#include <kspawn/fork_frame.h>
#include <kspawn/errno.h>
#include <kspawn/host.h>

/* No thread runs here. */
void kspawn_schedule_tail(kspawn_thread *) {}
void kspawn_fn_returned(int) {}
void kspawn_return_to_user(kspawn_pt_regs *) { abort(); }

namespace {

constexpr unsigned char poison = 0xa5;
constexpr size_t zone = 256;

template <class T>
T *pattern(uintptr_t value)
{
	return reinterpret_cast<T *>(value);
}

int some_fn(void *) { return 0; }

/// A stack between poisoned zones, and a poisoned thread.
struct place {
	explicit place(size_t stack_size = KSPAWN_STACK_MIN, size_t offset = 0)
	{
		memset(bytes, poison, sizeof bytes);
		memset(&thread, poison, sizeof thread);
		const auto start = reinterpret_cast<uintptr_t>(bytes) + zone;
		args.stack = reinterpret_cast<void *>((start + 63) / 64 * 64 + offset);
		args.stack_size = stack_size;
		args.fn = some_fn;
	}

	int copy() { return kspawn_copy_thread(&thread, &args); }

	uintptr_t lowest() const { return reinterpret_cast<uintptr_t>(args.stack); }
	uintptr_t top() const { return lowest() + args.stack_size; }
	uintptr_t sp() const { return reinterpret_cast<uintptr_t>(thread.sp); }
	/// Of the first function that is called, which finds the stack pointer at an end of the frame.
	bool call_area_is_inside() const
	{
		if (KSPAWN_STACK_GROWS_UP)
			return sp() + KSPAWN_FORK_FRAME_SIZE - KSPAWN_CALL_AREA >= lowest();
		return sp() + KSPAWN_CALL_AREA <= top();
	}
	const kspawn_fork_frame &frame() const { return *static_cast<const kspawn_fork_frame *>(thread.sp); }

	/// Is all memory poison but [from, to)?
	bool untouched_but(uintptr_t from, uintptr_t to) const
	{
		for (const unsigned char &byte : bytes) {
			const auto at = reinterpret_cast<uintptr_t>(&byte);
			if (byte != poison && !(at >= from && at < to))
				return false;
		}
		return true;
	}
	bool untouched() const
	{
		kspawn_thread poisoned;
		memset(&poisoned, poison, sizeof poisoned);
		return untouched_but(0, 0) && memcmp(&thread, &poisoned, sizeof thread) == 0;
	}

	unsigned char bytes[KSPAWN_STACK_MIN + 32 + 2 * zone + 64];
	kspawn_thread thread;
	kspawn_thread_args args = {};
};

constexpr uintptr_t values[] = { 0, 1, UINTPTR_MAX, UINTPTR_MAX / 3, UINTPTR_MAX / 3 * 2 };

} // namespace

TEST_CASE("a kernel thread's frame has the trampoline, fn, arg and registers, bit-exact, and no more is written")
{
	for (uintptr_t value : values) {
		place p;
		p.args.fn = pattern<kspawn_fn>(value ? value : 2);
		p.args.arg = pattern<void>(~value);
		p.args.regs = pattern<kspawn_pt_regs>(value);
		REQUIRE(p.copy() == 0);
		CHECK(p.frame().resume == KSPAWN_CODE_ADDRESS(kspawn_ret_from_fork));
		CHECK(p.frame().fn == (value ? value : 2));
		CHECK(p.frame().arg == ~value);
		CHECK(p.frame().regs == value);
		CHECK(p.untouched_but(p.sp(), p.sp() + sizeof(kspawn_fork_frame)));
		CHECK(p.call_area_is_inside());
	}
}

TEST_CASE("a user child's frame has no fn, and its register files are not looked at")
{
	for (uintptr_t value : values) {
		place p;
		p.args.parent_regs = pattern<kspawn_pt_regs>(value | 1);
		p.args.regs = pattern<kspawn_pt_regs>(~value | 2);
		p.args.fn = pattern<kspawn_fn>(value);
		REQUIRE(p.copy() == 0);
		CHECK(p.frame().resume == KSPAWN_CODE_ADDRESS(kspawn_ret_from_fork));
		CHECK(p.frame().fn == 0);
		CHECK(p.frame().regs == (~value | 2));
		CHECK(p.untouched_but(p.sp(), p.sp() + sizeof(kspawn_fork_frame)));
		CHECK(p.call_area_is_inside());
	}
}

TEST_CASE("wherever a stack begins and ends, the frame is aligned, inside it, and at the end where it begins to grow")
{
	for (size_t offset = 0; offset < 32; offset++)
		for (size_t more = 0; more < 32; more++) {
			place p(KSPAWN_STACK_MIN + more, offset);
			REQUIRE(p.copy() == 0);
			const uintptr_t end = p.sp() + KSPAWN_FORK_FRAME_SIZE;
			REQUIRE(p.sp() % KSPAWN_STACK_ALIGN == 0);
			REQUIRE(end % KSPAWN_STACK_ALIGN == 0);
			REQUIRE(p.sp() >= p.lowest());
			REQUIRE(end <= p.top());
#if KSPAWN_STACK_PAIR
			REQUIRE(p.frame().backing % KSPAWN_STACK_ALIGN == 0);
			REQUIRE(p.frame().backing >= p.lowest());
			REQUIRE(p.frame().backing - p.lowest() < KSPAWN_STACK_ALIGN);
#endif
			REQUIRE((KSPAWN_STACK_GROWS_UP ? p.sp() - p.lowest() : p.top() - end) < KSPAWN_STACK_ALIGN);
			REQUIRE(p.untouched_but(p.sp(), p.sp() + sizeof(kspawn_fork_frame)));
		}
}

TEST_CASE("the frame, and what the first functions called may write, are on the stack")
{
	CHECK(KSPAWN_FORK_FRAME_SIZE >= KSPAWN_CALL_AREA);
	CHECK(KSPAWN_FORK_FRAME_SIZE >= sizeof(kspawn_fork_frame));
	CHECK(KSPAWN_FORK_FRAME_SIZE % KSPAWN_STACK_ALIGN == 0);
}

TEST_CASE("a creation without a stack, or with one too small, is refused with nothing written")
{
	constexpr size_t sizes[] = { 0, 1, KSPAWN_STACK_MIN - 1 };
	for (int user = 0; user < 2; user++)
		for (size_t size : sizes) {
			place p;
			p.args.parent_regs = user ? pattern<kspawn_pt_regs>(8) : nullptr;
			p.args.regs = pattern<kspawn_pt_regs>(16);
			p.args.stack_size = size;
			CHECK(p.copy() == -KSPAWN_EINVAL);
			CHECK(p.untouched());
			p.args.stack_size = KSPAWN_STACK_MIN;
			p.args.stack = nullptr;
			CHECK(p.copy() == -KSPAWN_EINVAL);
			CHECK(p.untouched());
		}
}

TEST_CASE("a kernel thread without fn is refused with nothing written")
{
	for (uintptr_t child : values) {
		place p;
		p.args.fn = nullptr;
		p.args.regs = pattern<kspawn_pt_regs>(child);
		CHECK(p.copy() == -KSPAWN_EINVAL);
		CHECK(p.untouched());
	}
}

TEST_CASE("a user child without registers of its own is refused with nothing written, with fn or without")
{
	kspawn_fn *const fns[] = { nullptr, some_fn };
	for (kspawn_fn *fn : fns) {
		place p;
		p.args.parent_regs = pattern<kspawn_pt_regs>(8);
		p.args.fn = fn;
		CHECK(p.copy() == -KSPAWN_EINVAL);
		CHECK(p.untouched());
	}
}

TEST_CASE("a kernel thread needs no registers, and a user child no fn")
{
	place kernel, user;
	kernel.args.regs = nullptr;
	CHECK(kernel.copy() == 0);
	user.args.fn = nullptr;
	user.args.parent_regs = user.args.regs = pattern<kspawn_pt_regs>(8);
	CHECK(user.copy() == 0);
}
