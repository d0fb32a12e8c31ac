/* tests/ports/x86_64/entry_ends.cpp: a function without its return would run into whatever the linker has put behind it */
#include <catch2/catch.hpp>

#include <kspawn/arch.h>

/* The last byte of a function, by the size of its symbol. (AMD64 ABI, R_X86_64_SIZE32) */
#define LAST_BYTE(function)                                                         \
	([] {                                                                       \
		unsigned size;                                                      \
		asm("movl $" #function "@SIZE, %0" : "=r"(size));                   \
		return reinterpret_cast<const unsigned char *>(function)[size - 1]; \
	}())

TEST_CASE("user state is saved and loaded by functions that return")
{
	constexpr unsigned char ret = 0xc3;
	CHECK(LAST_BYTE(kspawn_user_save) == ret);
	CHECK(LAST_BYTE(kspawn_user_load) == ret);
}
