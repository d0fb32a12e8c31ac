#!/bin/sh
# tests/link/checker.sh: the checker of the switch links with the core and nothing else, as a kernel would take it
. "$(dirname -- "$0")/check.sh"
checker=$source/tests/checkswitch
folders="$(includes $public $private "$checker" "$source/tests/ports/$port") $branch_flags $port_flags"

cat >"$scratch/start.cpp" <<'END'
#include "checkswitch.hpp"

static unsigned complaints;
static unsigned char memory[8][8192];

void checkswitch_complain(const char *, uint64_t, uint64_t)
{
	complaints++;
}

extern "C" void _start();
extern "C" void _start()
{
	const checkswitch::crowd all = {1, 1000, 8, checkswitch::forms, checkswitch::forms_count, memory[0], sizeof memory[0]};
	complaints += checkswitch::run(all);
}
END

# kernel NAME FILE...: links the checker and FILEs with the core
kernel()
{
	name=$1
	shift
	for file in "$checker"/*.cpp "$@"; do
		$cxx -std=c++20 -O2 -Wall -Wextra -Werror $core_flags -fno-builtin $folders -c \
			-o "$scratch/$(basename "$file").o" "$file" || return 1
	done
	assembly=$source/tests/ports/$port/switch_to_check.S
	[ -e "$assembly" ] || assembly=$checker/switch_to_check.S
	$cc $folders -c -o "$scratch/check.o" "$assembly" &&
		$cc $folders -nostdlib -static -Wl,-e,_start,--fatal-warnings -o "$scratch/$name" "$scratch"/*.o "$here/mem.c" \
			"$build/libkspawn-kernel.a"
}
check "a kernel links the checker of the switch" kernel whole "$scratch/start.cpp"
rm "$scratch"/*.o
echo 'extern "C" int puts(const char *); int checkswitch_extra() { return puts("x"); }' >"$scratch/libc.cpp"
refuse "a call of libc is found" kernel broken "$scratch/start.cpp" "$scratch/libc.cpp"
finish
