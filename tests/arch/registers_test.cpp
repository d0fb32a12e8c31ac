/* tests/arch/registers_test.cpp: register files and the user's floating point, on their own
 *
 * Tested here: pt_regs_fork.cpp, start_program.cpp, start_thread.cpp, user_init.cpp */
#include <cstring>

#include <catch2/catch.hpp>

#include "forgery.h"
#include "probe.hpp"
#include "state_parts.hpp"

using namespace kspawn::test;

namespace {

/* What becomes of a program with such registers: here, whether they may enter user mode. */
enum fate { DIES, LIVES };
#define KILLED(signal) LIVES
#define EITHER(one, other) one

struct forgery {
	const char *name;
	size_t word;
	uintptr_t keep, set;
	fate becomes;
};
constexpr forgery forgeries[] = { FORGERIES_OF_NO_MACHINE FORGERIES };

/// What start_thread makes of zeroes, written down in full.
kspawn_pt_regs new_program(uintptr_t entry, uintptr_t usp)
{
	constexpr struct {
		size_t word;
		uintptr_t value;
	} words[] = { { IP, 0 }, { SP, 0 }, NEW_PROGRAM };
	kspawn_pt_regs r = {};
	for (const auto &word : words)
		memcpy(reinterpret_cast<char *>(&r) + word.word, &word.value, sizeof(word.value));
	kspawn_pt_regs_set_ip(&r, entry);
	kspawn_pt_regs_set_sp(&r, usp);
	return r;
}

uintptr_t &word_at(kspawn_pt_regs &r, size_t word) { return *reinterpret_cast<uintptr_t *>(reinterpret_cast<char *>(&r) + word); }

/// Is there a value of the word that may not enter user mode?
bool is_checked(size_t word)
{
	for (const forgery &f : forgeries)
		if (f.word == word && f.becomes == DIES)
			return true;
	return false;
}

/// Control words with a value other than a new program's.
constexpr struct {
	size_t offset;
	uint32_t value;
} controls[] = { TEST_USER_CONTROL };

kspawn_pt_regs patterned()
{
	kspawn_pt_regs r;
	uintptr_t words[sizeof(r) / sizeof(uintptr_t)];
	uintptr_t n = 0;
	for (uintptr_t &word : words)
		word = ++n * (UINTPTR_MAX / 255);
	memcpy(&r, words, sizeof(r));
	return r;
}

struct alignas(KSPAWN_USER_STATE_ALIGN) user_state {
	unsigned char bytes[KSPAWN_USER_STATE_SIZE];
};

/// What a user task finds and leaves between the kernel's own values.
user_state through_the_processor(const user_state &state)
{
	user_state own, found;
	memset(&found, 0xee, sizeof(found));
	kspawn_user_save(own.bytes);
	kspawn_user_load(state.bytes);
	kspawn_user_save(found.bytes);
	kspawn_user_load(own.bytes);
	return found;
}

bool same_parts(const user_state &a, const user_state &b)
{
	for (const auto &part : state_parts)
		if (memcmp(a.bytes + part.from, b.bytes + part.from, part.to - part.from))
			return false;
	return true;
}

user_state initial()
{
	user_state state;
	memset(&state, 0xee, sizeof(state));
	kspawn_user_init(state.bytes);
	return state;
}

} // namespace

TEST_CASE("start_thread sets every register: of zeroes it makes entry, stack and the port's fixed values")
{
	for (uintptr_t entry : { uintptr_t(0x10000000), uintptr_t(0x13fffffc) })
		for (uintptr_t usp : { uintptr_t(0x14000000), uintptr_t(0x10001230) }) {
			kspawn_pt_regs r = {};
			kspawn_start_thread(&r, entry, usp);
			CHECK(words_of(r) == words_of(new_program(entry, usp)));
			CHECK(kspawn_pt_regs_ip(&r) == entry);
			CHECK(kspawn_pt_regs_sp(&r) == usp);
			CHECK(kspawn_pt_regs_valid(&r));
		}
}

TEST_CASE("a child has its parent's registers except the return value, and stack and TLS if they are given")
{
	for (uintptr_t usp : { uintptr_t(0), uintptr_t(0x10002000) })
		for (bool set_tls : { false, true }) {
			kspawn_pt_regs parent = patterned(), child = parent, wanted = parent;
			kspawn_pt_regs_fork(&child, &parent, usp, set_tls, 0x10203040);
			kspawn_pt_regs_set_ret(&wanted, 0);
			if (usp)
				kspawn_pt_regs_set_sp(&wanted, usp);
			if (set_tls)
				kspawn_pt_regs_set_tls(&wanted, 0x10203040);
			CHECK(words_of(child) == words_of(wanted));
			CHECK(words_of(parent) == words_of(patterned()));
		}
}

TEST_CASE("a TLS of zero can be given to a child")
{
	kspawn_pt_regs parent = patterned(), child = parent;
	kspawn_pt_regs_fork(&child, &parent, 0, true, 0);
	CHECK(kspawn_pt_regs_tls(&child) == 0);
}

TEST_CASE("what may enter user mode, and what may not: privilege, masks and reserved bits")
{
	for (const forgery &f : forgeries) {
		INFO(f.name);
		kspawn_pt_regs r = new_program(0x10000000, 0x14000000);
		uintptr_t &word = word_at(r, f.word);
		word = (word & f.keep) | f.set;
		CHECK(kspawn_pt_regs_valid(&r) == (f.becomes == LIVES));
	}
}

TEST_CASE("any value of any other register may enter user mode")
{
	kspawn_pt_regs r = new_program(0x10000000, 0x14000000);
	size_t free = 0;
	for (size_t word = 0; word < sizeof(r); word += sizeof(uintptr_t))
		if (!is_checked(word)) {
			word_at(r, word) = UINTPTR_MAX;
			free++;
		}
	CHECK(free >= 12);
	CHECK(kspawn_pt_regs_valid(&r));
}

TEST_CASE("a new program's floating point is the same whatever was in the memory")
{
	user_state zeroed = {};
	kspawn_user_init(zeroed.bytes);
	CHECK(memcmp(initial().bytes, zeroed.bytes, sizeof(zeroed)) == 0);
	for (const auto &part : state_parts)
		for (size_t i = part.from; i < part.to; i++)
			REQUIRE(zeroed.bytes[i] == 0);
	CHECK(same_parts(through_the_processor(zeroed), zeroed));
}

TEST_CASE("every bit of the user's vector and floating point registers is saved and loaded")
{
	for (int pattern : { 0x01, 0x55, 0xaa, 0xff }) {
		user_state state = initial();
		for (const auto &part : state_parts)
			for (size_t i = part.from; i < part.to; i++)
				state.bytes[i] = static_cast<unsigned char>(pattern + (pattern == 1 ? i * 7 : 0));
		CHECK(same_parts(through_the_processor(state), state));
	}
}

TEST_CASE("the user's control words are saved and loaded")
{
	const user_state plain = through_the_processor(initial());
	user_state changed = plain;
	for (const auto &control : controls)
		memcpy(changed.bytes + control.offset, &control.value, sizeof(control.value));
	REQUIRE(memcmp(&plain, &changed, sizeof(plain)) != 0);
	CHECK(memcmp(through_the_processor(changed).bytes, changed.bytes, sizeof(changed)) == 0);
	CHECK(memcmp(through_the_processor(plain).bytes, plain.bytes, sizeof(plain)) == 0);
}
