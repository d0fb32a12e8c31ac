/* tests/tier1/contract_test.cpp: the port keeps the contract, and the concepts refuse one that does not */
#include <catch2/catch.hpp>

#include <kspawn/contract.hpp>

#include <limits.h>
#include <string.h>

static_assert(kspawn::keeps_contract<kspawn::port>);

namespace {

using regs = kspawn_pt_regs;

/* A port that breaks one promise each. */
struct other_word : kspawn::port {
	static constexpr size_t word = sizeof(KSPAWN_WORD_TYPE) * 2;
};
struct odd_align : kspawn::port {
	static constexpr size_t stack_align = 24;
};
struct small_align : kspawn::port {
	static constexpr size_t stack_align = sizeof(void *) / 2;
};
struct small_stack : kspawn::port {
	static constexpr size_t stack_min = stack_align;
};
struct large_area : kspawn::port {
	static constexpr size_t call_area = KSPAWN_STACK_MIN / 2;
};
struct odd_area : kspawn::port {
	static constexpr size_t call_area = 2;
};
struct unaligned_stack : kspawn::port {
	static constexpr size_t stack_min = KSPAWN_STACK_MIN + KSPAWN_STACK_ALIGN / 2;
};
struct late_resume : kspawn::port {
	static constexpr size_t switch_resume = sizeof(void *);
};
struct wrong_switch_size : kspawn::port {
	static constexpr size_t switch_size = KSPAWN_SWITCH_SIZE + KSPAWN_STACK_ALIGN;
};
struct unaligned_switch : kspawn::port {
	struct switch_frame {
		char bytes[KSPAWN_SWITCH_SIZE + KSPAWN_STACK_ALIGN / 2];
	};
	static constexpr size_t switch_size = KSPAWN_SWITCH_SIZE + KSPAWN_STACK_ALIGN / 2;
};
struct no_machine : kspawn::port {
	static constexpr unsigned elf_machine = 0;
};
struct other_class : kspawn::port {
	static constexpr unsigned elf_class = 3 - KSPAWN_ELF_CLASS;
};
struct other_order : kspawn::port {
	static constexpr unsigned elf_data = 3 - KSPAWN_ELF_DATA;
};
struct odd_state_align : kspawn::port {
	static constexpr size_t user_state_align = 3;
};
struct odd_state_size : kspawn::port {
	static constexpr size_t user_state_size = KSPAWN_USER_STATE_SIZE + 1;
};
struct tls_nowhere : kspawn::port {
	static constexpr long clone_args[] = { 0, 1, 2, 3, 6 };
};
struct tls_twice : kspawn::port {
	static constexpr long clone_args[] = { 0, 1, 2, 3, 3 };
};
struct one_number_twice : kspawn::port {
	static constexpr long calls[] = { 57, 58, 57 };
};
struct one_error_twice : kspawn::port {
	static constexpr long errors[] = { 1, 11, 1 };
};
struct no_error : kspawn::port {
	static constexpr long errors[] = { 1, 0 };
};
struct large_error : kspawn::port {
	static constexpr long errors[] = { 4096 };
};
struct odd_regs_size : kspawn::port {
	struct regs : kspawn_pt_regs {
		char more;
	};
};
struct no_constants {
	using regs = kspawn_pt_regs;
};

template <class... P>
constexpr bool none_keeps_contract = !(kspawn::keeps_contract<P> || ...);
static_assert(none_keeps_contract<other_word, odd_align, small_align, small_stack, unaligned_stack, large_area, odd_area>);
static_assert(none_keeps_contract<late_resume, wrong_switch_size, unaligned_switch>);
static_assert(none_keeps_contract<no_machine, other_class, other_order>);
static_assert(none_keeps_contract<odd_state_align, odd_state_size, tls_nowhere, tls_twice, one_number_twice>);
static_assert(none_keeps_contract<one_error_twice, no_error, large_error>);
static_assert(none_keeps_contract<odd_regs_size, no_constants>);

/* Register files that have all accessors, or all except one of the right type. */
enum accessor { NONE, IP, SP, TLS, ARG, NR, RET, SET_IP, SET_SP, SET_TLS, SET_RET };
template <accessor missing>
struct file {
	uintptr_t word;
};
#define LACKS(name) requires(missing != name)
#define READ(name, type, LACK)      \
	template <accessor missing> \
	LACKS(LACK)                 \
	type kspawn_pt_regs_##name(const file<missing> *)
#define WRITE(name, type, LACK)     \
	template <accessor missing> \
	LACKS(LACK)                 \
	void kspawn_pt_regs_set_##name(file<missing> *, type)
READ(ip, uintptr_t, IP);
READ(sp, uintptr_t, SP);
READ(tls, uintptr_t, TLS);
READ(nr, long, NR);
READ(ret, long, RET);
template <accessor missing>
LACKS(ARG)
uintptr_t kspawn_pt_regs_arg(const file<missing> *, unsigned);
WRITE(ip, uintptr_t, SET_IP);
WRITE(sp, uintptr_t, SET_SP);
WRITE(tls, uintptr_t, SET_TLS);
WRITE(ret, long, SET_RET);

static_assert(kspawn::register_file<file<NONE>>);
static_assert(!kspawn::register_file<file<IP>> && !kspawn::register_file<file<SP>>);
static_assert(!kspawn::register_file<file<TLS>> && !kspawn::register_file<file<ARG>>);
static_assert(!kspawn::register_file<file<NR>> && !kspawn::register_file<file<RET>>);
static_assert(!kspawn::register_file<file<SET_IP>> && !kspawn::register_file<file<SET_SP>>);
static_assert(!kspawn::register_file<file<SET_TLS>> && !kspawn::register_file<file<SET_RET>>);

/* An accessor of another type is none. */
struct short_ip : file<NONE> {};
[[maybe_unused]] int kspawn_pt_regs_ip(const short_ip *) { return 0; }
struct const_only : file<NONE> {};
void kspawn_pt_regs_set_ip(const_only *, uintptr_t) = delete;
struct not_copied_by_assignment : file<NONE> {
	~not_copied_by_assignment() {}
};
static_assert(!kspawn::register_file<short_ip>);
static_assert(!kspawn::register_file<const_only>);
static_assert(!kspawn::register_file<not_copied_by_assignment>);
struct derived : file<NONE> {};
static_assert(kspawn::register_file<derived>);

constexpr size_t words = sizeof(regs) / sizeof(KSPAWN_WORD_TYPE);

/// A register file whose every word has a value of its own, in all its bits.
regs patterned()
{
	KSPAWN_WORD_TYPE pattern[words];
	for (size_t i = 0; i < words; i++)
		pattern[i] = ~(KSPAWN_WORD_TYPE)0 / 255 * (i + 1);
	regs r;
	memcpy(&r, pattern, sizeof r);
	return r;
}

int words_that_differ(const regs &a, const regs &b)
{
	KSPAWN_WORD_TYPE x[words], y[words];
	memcpy(x, &a, sizeof a);
	memcpy(y, &b, sizeof b);
	int differ = 0;
	for (size_t i = 0; i < words; i++)
		differ += x[i] != y[i];
	return differ;
}

constexpr uintptr_t values[] = { 0, 1, UINTPTR_MAX, UINTPTR_MAX / 2 + 1, UINTPTR_MAX / 3 };

} // namespace

TEST_CASE("what is written into a register file is read from it, and nothing else changes")
{
	const struct {
		uintptr_t (*read)(const regs *);
		void (*write)(regs *, uintptr_t);
	} accessors[] = {
		{ kspawn_pt_regs_ip, kspawn_pt_regs_set_ip },
		{ kspawn_pt_regs_sp, kspawn_pt_regs_set_sp },
		{ kspawn_pt_regs_tls, kspawn_pt_regs_set_tls },
	};
	for (const auto &accessor : accessors)
		for (uintptr_t value : values) {
			regs r = patterned();
			accessor.write(&r, value);
			REQUIRE(accessor.read(&r) == value);
			REQUIRE(words_that_differ(r, patterned()) == 1);
		}
}

TEST_CASE("a result is read as it was written, negative errors too, and the call's number stays")
{
	const regs before = patterned();
	const long nr = kspawn_pt_regs_nr(&before);
	constexpr long results[] = { 0, 1, -1, -KSPAWN_ENOSYS, LONG_MAX, LONG_MIN };
	for (long value : results) {
		regs r = patterned();
		kspawn_pt_regs_set_ret(&r, value);
		REQUIRE(kspawn_pt_regs_ret(&r) == value);
		REQUIRE(kspawn_pt_regs_nr(&r) == nr);
		REQUIRE(words_that_differ(r, patterned()) <= 2);
		REQUIRE(words_that_differ(r, patterned()) >= 1);
	}
}

TEST_CASE("number, arguments and pointers of a system call are registers of their own")
{
	const regs r = patterned();
	uintptr_t seen[10] = { kspawn_pt_regs_ip(&r), kspawn_pt_regs_sp(&r), kspawn_pt_regs_tls(&r),
			       uintptr_t(kspawn_pt_regs_nr(&r)) };
	for (unsigned n = 0; n < 6; n++)
		seen[4 + n] = kspawn_pt_regs_arg(&r, n);
	for (int i = 0; i < 10; i++)
		for (int j = 0; j < i; j++)
			REQUIRE(seen[i] != seen[j]);
}

TEST_CASE("a zeroed register file reads zero by every name")
{
	const regs r{};
	CHECK(kspawn_pt_regs_ip(&r) == 0);
	CHECK(kspawn_pt_regs_sp(&r) == 0);
	CHECK(kspawn_pt_regs_tls(&r) == 0);
	CHECK(kspawn_pt_regs_nr(&r) == 0);
	CHECK(kspawn_pt_regs_ret(&r) == 0);
	for (unsigned n = 0; n < 6; n++)
		CHECK(kspawn_pt_regs_arg(&r, n) == 0);
}
