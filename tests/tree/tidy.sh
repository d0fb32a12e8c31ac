#!/bin/sh
# tests/tree/tidy.sh: clang-tidy finds nothing in the core; .clang-tidy has its checks
. "$(dirname -- "$0")/tree.sh"
needs clang-tidy

tidy()
{
	clang-tidy --quiet "$@" -- --target="$triple" -std=c++20 $core_flags $port_flags $(includes $public $private)
}
# By the commands that built them.
tidy_built() { clang-tidy --quiet -p "$build" "$@"; }

check "clang-tidy finds nothing in src/generic" tidy src/generic/*.cpp
check "nor in src/arch/$port" tidy src/arch/"$port"/*.cpp
if [ -z "${KSPAWN_FULL-}" ]; then
	echo "a sample, without src/hosted"
else
	check "nor in src/hosted" tidy_built src/hosted/*.cpp
fi

# found CHECK CODE: the check runs and reports it
found()
{
	printf '%s\n' "$2" >"$scratch/control.cpp"
	cp .clang-tidy "$scratch"
	! tidy "$scratch/control.cpp" >"$scratch/found" 2>&1
	cat "$scratch/found"
	grep -qF "[$1" "$scratch/found"
}
check "a name in another style is found" found readability-identifier-naming 'int isDone() { return 1; }'
check "a bug is found" found bugprone-sizeof-expression \
	'unsigned long size(const int *p) { return sizeof(p) / sizeof(*p); }'
finish
