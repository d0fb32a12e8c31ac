/* tests/checks/catch2/catch.hpp: the part of Catch2 that the tests use
 *
 * Where the tests run without an emulator, they are compiled with Catch2. On other ports this header takes its place: they
 * compile in two thirds of the time, and Debian 13 has no Catch2 for another machine than its own. A freestanding program
 * (tests/tier1) has CHECK, REQUIRE and TEST_CASE alone.
 */
#pragma once
#pragma GCC system_header /* the signs of what is compared, and the operator before it, are no mistakes */

namespace checks {

struct test_case {
	const char *name;
	void (*run)();
};

struct place {
	const char *file;
	int line;
	const char *text;
};

} // namespace checks

#define CHECKS_JOIN(a, b) a##b
#define CHECKS_NAME(prefix, n) CHECKS_JOIN(prefix, n)
#define CHECKS_PLACE(text) static constexpr ::checks::place checks_place = { __FILE__, __LINE__, text }

/* The linker collects the cases of all files, in their order: see main.cpp. */
#ifdef __clang__
#define CHECKS_ENTRY __attribute__((used, section("checks_cases")))
#else
#define CHECKS_ENTRY __attribute__((used, section("checks_cases"), no_reorder))
#endif
#define TEST_CASE(name) CHECKS_CASE(name, CHECKS_NAME(checks_case_, __COUNTER__))
#define CHECKS_CASE(name, function)                                                                 \
	static void function();                                                                     \
	CHECKS_ENTRY static ::checks::test_case CHECKS_JOIN(function, _entry) = { name, function }; \
	static void function()

#if !__STDC_HOSTED__

namespace checks {

/// A failure is reported and the case continues.
void check(bool holds, const place &at);

} // namespace checks

#define CHECK(...)                                                \
	do {                                                      \
		CHECKS_PLACE(#__VA_ARGS__);                       \
		::checks::check(bool(__VA_ARGS__), checks_place); \
	} while (0)
#define REQUIRE(...) CHECK(__VA_ARGS__)

#else

#include <sstream>
#include <string>
#include <string_view>
#include <type_traits>

namespace checks {

/// Thrown where a case ends early.
struct ended {};

/// A value as the report of a failed check shows it.
template <typename T>
std::string text_of(const T &value)
{
	std::ostringstream out;
	if constexpr (std::is_enum_v<T>) {
		out << +static_cast<std::underlying_type_t<T>>(value);
	} else if constexpr (std::is_same_v<T, bool>) {
		out << (value ? "true" : "false");
	} else if constexpr (std::is_integral_v<T>) {
		out << +value; /* a byte is a number */
	} else if constexpr (std::is_function_v<std::remove_pointer_t<T>>) {
		out << reinterpret_cast<const void *>(+value);
	} else if constexpr (std::is_convertible_v<const T &, const char *>) {
		const char *string = value;
		string ? out << '"' << string << '"' : out << "NULL";
	} else if constexpr (std::is_convertible_v<const T &, std::string_view>) {
		out << '"' << std::string_view(value) << '"';
	} else if constexpr (requires { out << value; }) {
		out << value;
	} else if constexpr (requires { value.begin() != value.end(); }) {
		const char *between = "{ ";
		for (const auto &element : value) {
			out << between << text_of(element);
			between = ", ";
		}
		out << (value.begin() != value.end() ? " }" : "{}");
	} else {
		out << "{?}";
	}
	return out.str();
}

/* Casts of C, since a value may be volatile or a function. */
template <typename T>
const void *address_of(const T &value)
{
	return (const void *)&value;
}
template <typename T>
std::string text_at(const void *value)
{
	return text_of(*(const T *)value);
}

/// What a checked expression came to, and its values, which become text when it fails.
struct outcome {
	bool holds;
	const void *left, *right;
	std::string (*left_text)(const void *), (*right_text)(const void *);
	const char *operation; /* NULL: left is the whole of it */
};

/// The left side of a comparison, or the whole of an expression that compares nothing.
template <typename L>
struct operand {
	const L &left;

#define CHECKS_OPERATION(operation)                                                                                             \
	template <typename R>                                                                                                   \
	__attribute__((noinline)) outcome operator operation(const R &right) const                                              \
	{                                                                                                                       \
		return { bool(left operation right), address_of(left), address_of(right), text_at<L>, text_at<R>, #operation }; \
	}
	CHECKS_OPERATION(==)
	CHECKS_OPERATION(!=)
	CHECKS_OPERATION(<)
	CHECKS_OPERATION(<=)
	CHECKS_OPERATION(>)
	CHECKS_OPERATION(>=)
	CHECKS_OPERATION(&)
#undef CHECKS_OPERATION

	operator outcome() const { return { bool(left), address_of(left), nullptr, text_at<L>, nullptr, nullptr }; }
};

/// Stands before an expression. Its operator <= takes the left side, since no comparison binds tighter.
struct expression {
	template <typename L>
	operand<L> operator<=(const L &left) const
	{
		return { left };
	}
};

void check(const outcome &result, const place &at);
void check_false(const outcome &result, const place &at);
void require(const outcome &result, const place &at);
void fail(const std::string &text, const place &at);

/// A text that each failed check of its scope is printed with.
class message {
public:
	explicit message(std::string text);
	~message();
	message(const message &) = delete;
	message &operator=(const message &) = delete;

	const std::string text;
};

template <typename... T>
std::string list_of(const T &...values)
{
	std::string list;
	((list += (list.empty() ? "" : ", ") + text_of(values)), ...);
	return list;
}

/// The case runs again until every choice of 0 to `count` - 1 was made.
unsigned choose(unsigned count);

template <typename T, typename... Rest>
std::decay_t<T> one_of(T &&first, Rest &&...rest)
{
	const std::decay_t<T> values[] = { first, static_cast<std::decay_t<T>>(rest)... };
	return values[choose(1 + sizeof...(rest))];
}

/// True in one run of the case for each of its sections, which do not nest.
bool section(const char *name);

} // namespace checks

#define CHECKS_EXPRESSION(function, macro, ...)                                          \
	do {                                                                             \
		CHECKS_PLACE(macro "(" #__VA_ARGS__ ")");                                \
		::checks::function(::checks::expression() <= __VA_ARGS__, checks_place); \
	} while (0)
#define CHECK(...) CHECKS_EXPRESSION(check, "CHECK", __VA_ARGS__)
#define CHECK_FALSE(...) CHECKS_EXPRESSION(check_false, "CHECK_FALSE", __VA_ARGS__)
#define REQUIRE(...) CHECKS_EXPRESSION(require, "REQUIRE", __VA_ARGS__)
#define REQUIRE_FALSE(...) REQUIRE(!(__VA_ARGS__))

#define CHECKS_TEXT(...) (std::ostringstream() << "" __VA_OPT__(<<) __VA_ARGS__).str()
#define FAIL_CHECK(...)                                                 \
	do {                                                            \
		CHECKS_PLACE("FAIL_CHECK");                             \
		::checks::fail(CHECKS_TEXT(__VA_ARGS__), checks_place); \
	} while (0)
#define FAIL(...)                        \
	do {                             \
		FAIL_CHECK(__VA_ARGS__); \
		throw ::checks::ended(); \
	} while (0)
#define CHECK_THROWS_AS(call, type)                             \
	do {                                                    \
		try {                                           \
			static_cast<void>(call);                \
			FAIL_CHECK("no " #type " from " #call); \
		} catch (const type &) {                        \
		}                                               \
	} while (0)

#define INFO(...) const ::checks::message CHECKS_NAME(checks_message_, __COUNTER__)(CHECKS_TEXT(__VA_ARGS__))
#define CAPTURE(...) INFO(#__VA_ARGS__ " := " << ::checks::list_of(__VA_ARGS__))
#define GENERATE(...) ::checks::one_of(__VA_ARGS__)
#define SECTION(name) if (::checks::section(name))

#endif
