#!/bin/sh
# tests/link/checks.sh: the macros of tests/checks, by which ports under an emulator are tested, report what is wrong
. "$(dirname -- "$0")/check.sh"
checks=$source/tests/checks

# build NAME: a program of the cases in $scratch/NAME.cpp
build()
{
	# shellcheck disable=SC2086
	$cxx -std=c++20 -Og -Wall -Wextra -Werror -I"$checks" -I"$source/tests" -o "$scratch/$1" \
		"$checks/main.cpp" "$scratch/$1.cpp"
}

cat >"$scratch/right.cpp" <<'END'
#include <catch2/catch.hpp>
#include <stdexcept>
#include <vector>

static std::vector<int> pairs, sections;

TEST_CASE("comparisons")
{
	const std::vector<int> some = { 1, 2 };
	CHECK(1 == 1u);
	CHECK(some == std::vector<int>{ 1, 2 });
	CHECK(some.size() != 3);
	CHECK(1 < 2);
	CHECK(2 <= 2);
	CHECK(3 > 2);
	CHECK(3 >= 3);
	CHECK(6 & 4);
	CHECK(&some);
	CHECK_FALSE(6 & 1);
	CHECK_FALSE(some.empty());
	REQUIRE(std::string("a") + "b" == "ab");
	REQUIRE_FALSE(1 == 2);
	CHECK_THROWS_AS(some.at(2), std::out_of_range);
}
TEST_CASE("every pair of choices is made once")
{
	const int tens = GENERATE(10, 20, 30);
	pairs.push_back(tens + GENERATE(1, 2));
}
TEST_CASE("that was so") { CHECK(pairs == std::vector<int>{ 11, 12, 21, 22, 31, 32 }); }
TEST_CASE("each section runs once")
{
	sections.push_back(0);
	SECTION("one") sections.push_back(1);
	SECTION("two") sections.push_back(2);
}
TEST_CASE("that was so, too [1]") { CHECK(sections == std::vector<int>{ 0, 1, 0, 2 }); }
END

cat >"$scratch/wrong.cpp" <<'END'
#include <catch2/catch.hpp>
#include <stdexcept>
#include <vector>

#include "skip.hpp"

enum class color : unsigned char { red = 65 };
struct opaque { bool operator==(const opaque &) const { return false; } };
static int three() { return 3; }

TEST_CASE("values")
{
	const char *const none = nullptr;
	CHECK(three() == 4);
	CHECK(color::red != color::red);
	CHECK(none == std::string_view("x").data());
	CHECK(std::string("a") == "b");
	CHECK(std::vector<char>{ 1, 2 } == std::vector<char>{});
	CHECK(opaque() == opaque());
	CHECK(6 & 1);
	CHECK_FALSE(three());
}
TEST_CASE("messages")
{
	INFO("outer " << 1);
	{
		INFO("inner");
	}
	const int a = 1, b = 2;
	CAPTURE(a, b);
	FAIL_CHECK("and " << 2);
}
TEST_CASE("a choice")
{
	const int n = GENERATE(1, 2, 3);
	CHECK(n != 2);
}
TEST_CASE("a section")
{
	SECTION("first") {}
	SECTION("second") { CHECK(false); }
}
TEST_CASE("ends at REQUIRE")
{
	REQUIRE(three() == 5);
	CHECK(three() == 6);
}
TEST_CASE("ends at REQUIRE_FALSE")
{
	REQUIRE_FALSE(three() == 3);
	CHECK(three() == 6);
}
TEST_CASE("ends at FAIL")
{
	INFO("here");
	FAIL();
	CHECK(three() == 6);
}
TEST_CASE("no exception") { CHECK_THROWS_AS(three(), std::logic_error); }
TEST_CASE("an exception") { throw std::logic_error("thrown"); }
TEST_CASE("an exception of no class") { throw 1; }
TEST_CASE("after them no message is left") { CHECK(three() == 7); }
TEST_CASE("skipped") { kspawn_test::skip("as it is"); }
TEST_CASE("passes") { CHECK(three() == 3); }
END

cat >"$scratch/expected" <<'END'
values
  wrong.cpp: CHECK(three() == 4)
    3 == 4
values
  wrong.cpp: CHECK(color::red != color::red)
    65 != 65
values
  wrong.cpp: CHECK(none == std::string_view("x").data())
    NULL == "x"
values
  wrong.cpp: CHECK(std::string("a") == "b")
    "a" == "b"
values
  wrong.cpp: CHECK(std::vector<char>{ 1, 2 } == std::vector<char>{})
    { 1, 2 } == {}
values
  wrong.cpp: CHECK(opaque() == opaque())
    {?} == {?}
values
  wrong.cpp: CHECK(6 & 1)
    6 & 1
values
  wrong.cpp: CHECK_FALSE(three())
    3
messages
  wrong.cpp: FAIL_CHECK
    and 2
    outer 1
    a, b := 1, 2
a choice
  wrong.cpp: CHECK(n != 2)
    2 != 2
a section: second
  wrong.cpp: CHECK(false)
    false
ends at REQUIRE
  wrong.cpp: REQUIRE(three() == 5)
    3 == 5
ends at REQUIRE_FALSE
  wrong.cpp: REQUIRE(!(three() == 3))
    false
ends at FAIL
  wrong.cpp: FAIL_CHECK
    here
no exception
  wrong.cpp: FAIL_CHECK
    no std::logic_error from three()
an exception
  ends with an exception
    thrown
an exception of no class
  ends with an exception
after them no message is left
  wrong.cpp: CHECK(three() == 7)
    3 == 7
skipped
    skipped: as it is

kspawn-test: 1 passed, 11 failed, 1 skipped
END

# says NAME ARG...: its output, without the folder and the number of a line, is in $scratch/said
says()
{
	name=$1
	shift
	"$scratch/$name" "$@" >"$scratch/output"
	status=$?
	sed "s|^  .*/$name.cpp:[0-9]*:|  $name.cpp:|" "$scratch/output" >"$scratch/said"
	return $status
}
ends() { [ "$(tail -n 1 "$scratch/said")" = "kspawn-test: $1 passed, $2 failed, $3 skipped" ]; }
reports()
{
	KSPAWN_TEST_CASES=$scratch/cases KSPAWN_TEST_PROGRESS=$scratch/progress "$scratch/wrong" 'a section' 'pass*' skipped >/dev/null
	cut -f 1,3 "$scratch/cases" | tr '\t\n' ':;'
	cat "$scratch/progress"
}

check "what is right compiles" build right
check "and passes" says right
check "all of it" ends 5 0 0
check "what is wrong compiles" build wrong
refuse "and fails" says wrong
check "each failure has its place, its values and its messages" diff "$scratch/expected" "$scratch/said"
refuse "a case by its name, which needs the one before" says right "that was so, too [1]"
check "alone" ends 0 1 0
check "cases by a pattern" says right 'c*ns' 'every*'
check "of two" ends 2 0 0
check "a name of no case" says right nothing
check "finds none" ends 0 0 0
refuse "-a with a failure" says wrong -a 'pass*' 'ends*' 'a choice'
check "ends there" ends 0 1 0
check "-a without one" says right -a
check "ends at the end" ends 5 0 0
refuse "another option" says right -b
check "cases and progress are reported" test "$(reports)" = 'failed:a section;skipped:skipped;passed:passes;passes'
finish
