/* tests/tier1/user_state_test.cpp: floating point of a user task is saved and loaded, all of it and no more */
#include <catch2/catch.hpp>

#include <string.h>

#include <kspawn/arch.h>

#include "switch_to_port.h"

/* Bytes of a bit each, where a machine has flags in registers of their own. */
#ifndef TEST_BITS_FROM
#define TEST_BITS_FROM 0
#define TEST_BITS_TO 0
#endif

namespace {

constexpr unsigned char poison = 0xa5;
constexpr size_t zone = 64;

/// State between two zones of poison.
struct place {
	place() { memset(bytes, poison, sizeof bytes); }

	unsigned char *state() { return bytes + zone; }
	bool zones_intact() const
	{
		for (size_t i = 0; i < sizeof bytes; i++)
			if ((i < zone || i >= zone + KSPAWN_USER_STATE_SIZE) && bytes[i] != poison)
				return false;
		return true;
	}

	alignas(64) unsigned char bytes[KSPAWN_USER_STATE_SIZE + 2 * zone];
};

constexpr struct {
	size_t offset;
	uint32_t value;
} controls[] = { TEST_USER_CONTROL };

constexpr struct {
	size_t from, to;
} parts[] = { TEST_STATE_PARTS };

bool same_control(const unsigned char *a, const unsigned char *b)
{
	bool same = memcmp(a + TEST_BITS_FROM, b + TEST_BITS_FROM, TEST_BITS_TO - TEST_BITS_FROM) == 0;
	for (const auto &control : controls)
		same &= memcmp(a + control.offset, b + control.offset, sizeof control.value) == 0;
	return same;
}

/// Sets one bit and clears the others, or the other way around.
void set_bits(unsigned char *state, int one, bool value)
{
	for (int i = TEST_BITS_FROM; i < TEST_BITS_TO; i++)
		state[i] = (i - TEST_BITS_FROM == one) == value;
}

/// The registers of `state`, each byte by its place and `salt`.
void fill(unsigned char *state, int salt)
{
	for (const auto &part : parts)
		for (size_t i = part.from; i < part.to; i++)
			state[i] = static_cast<unsigned char>(i * 7 + (i >> 8) + size_t(salt));
}

bool same_registers(const unsigned char *a, const unsigned char *b)
{
	for (const auto &part : parts)
		if (memcmp(a + part.from, b + part.from, part.to - part.from) != 0)
			return false;
	return true;
}

/// Overwrites what a call may lose: an integer register must not bring a value from load to save.
__attribute__((noinline)) void lose_registers()
{
	volatile size_t words[12];
	for (volatile size_t &word : words)
		word = poison;
	const size_t a = words[0], b = words[1], c = words[2], d = words[3], e = words[4], f = words[5], g = words[6],
		     h = words[7], i = words[8], j = words[9], k = words[10], l = words[11];
	words[0] = a * b + c * d + e * f + g * h + i * j + k * l;
	words[1] = (a ^ l) + (b ^ k) + (c ^ j) + (d ^ i) + (e ^ h) + (f ^ g);
}

} // namespace

TEST_CASE("a new program's floating point is zero, and is what was laid out")
{
	place initial, saved;
	kspawn_user_init(initial.state());
	CHECK(initial.zones_intact());
	for (const auto &part : parts)
		for (size_t i = part.from; i < part.to; i++)
			CHECK(initial.state()[i] == 0);
	kspawn_user_load(initial.state());
	lose_registers();
	kspawn_user_save(saved.state());
	CHECK(saved.zones_intact());
	CHECK(same_registers(initial.state(), saved.state()));
	CHECK(same_control(initial.state(), saved.state()));
}

TEST_CASE("what is loaded is what was saved, in every register")
{
	for (int salt = 0; salt < 8; salt++) {
		place a, b, one, two, again;
		kspawn_user_init(a.state());
		kspawn_user_init(b.state());
		fill(a.state(), salt);
		fill(b.state(), salt + 100);
		set_bits(a.state(), salt, true);
		set_bits(b.state(), salt, false);
		for (const auto &control : controls)
			memcpy(b.state() + control.offset, &control.value, sizeof control.value);
		const place all_of_a = a, all_of_b = b;
		kspawn_user_load(a.state());
		lose_registers();
		kspawn_user_save(one.state());
		kspawn_user_load(b.state());
		lose_registers();
		kspawn_user_save(two.state());
		kspawn_user_save(again.state());
		CHECK(same_registers(a.state(), one.state()));
		CHECK(same_registers(b.state(), two.state()));
		CHECK(same_registers(b.state(), again.state()));
		CHECK(memcmp(&a, &all_of_a, sizeof a) == 0);
		CHECK(memcmp(&b, &all_of_b, sizeof b) == 0);
		CHECK(same_control(a.state(), one.state()));
		CHECK(same_control(b.state(), two.state()));
		CHECK(one.zones_intact());
		CHECK(two.zones_intact());
		kspawn_user_init(a.state());
		kspawn_user_load(a.state());
	}
}
