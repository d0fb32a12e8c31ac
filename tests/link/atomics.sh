#!/bin/sh
# tests/link/atomics.sh: the core's atomic operations come from <kspawn/atomic.h>, and a port or a kernel may replace them
. "$(dirname -- "$0")/check.sh"
elsewhere=$(find "$source/src/generic" "$source/include" -type f ! -name atomic.h)

# named FILE...: no builtin of a compiler and no type of a language is used
named() { ! grep -nE '__(atomic|sync)_|std::atomic|<stdatomic' "$@"; }

# compile NAME FLAG...: the core's C++, in one piece, where every atomic operation that is the compiler's is a call
compile()
{
	to=$scratch/$1
	shift
	printf '#include "%s"\n' $(printf '%s\n' $sources | grep '\.cpp$') >"$to.cpp" &&
		$cxx -std=c++20 -O1 $branch_flags $core_flags $no_atomics $(includes $public $private) "$@" -c -o "$to.o" "$to.cpp"
}
no_calls() { $nm -u "$1.o" >"$scratch/calls" && [ -s "$scratch/calls" ] && ! grep -E '__(atomic|sync|tsan_atomic)' "$scratch/calls"; }

# runs FLAG...: the operations, one after the other
runs()
{
	$cc -std=gnu11 -O1 -Wall -Wextra -Werror "$@" $(includes $public) -static -o "$scratch/atomics" "$here/atomics.c" &&
		$emulator "$scratch/atomics"
}

check "the core and its headers use no atomic operation but by atomic.h" named $elsewhere
echo 'int f(int *p) { return __atomic_load_n(p, 0); }' >"$scratch/control.cpp"
refuse "a builtin is found" named "$scratch/control.cpp"
check "the operations of the compiler do what atomic.h says" runs
check "the operations under a lock do the same, and give the lock back" runs -DLOCKED -I"$here" \
	-DKSPAWN_ATOMIC_HEADER='<atomic_locked.h>'
check "the core compiles in one piece, with operations under a kernel's lock" compile locked -I"$here" \
	-DKSPAWN_ATOMIC_HEADER='<atomic_locked.h>'
check "no atomic operation of the compiler is left in it" no_calls "$scratch/locked"
mkdir -p "$scratch/port/kspawn/arch" && cp "$here/atomic_locked.h" "$scratch/port/kspawn/arch/atomic.h"
sources="$source/src/generic/pid.cpp $source/src/generic/task_ref.cpp"
check "it compiles with a port's operations" compile of_port -I"$scratch/port"
check "no atomic operation of the compiler is left in these" no_calls "$scratch/of_port"
check "the core compiles with the compiler's operations" compile builtin
refuse "and calls of these are found" no_calls "$scratch/builtin"
finish
