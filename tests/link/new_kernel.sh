#!/bin/sh
# tests/link/new_kernel.sh: what ./kspawn new-kernel writes is a kernel that boots, from the package and from the sources
#
# The third word is where the kernel takes the library from: package or sources.
. "$(dirname -- "$0")/check.sh"
from=$2
prefix=$scratch/prefix kernel=$scratch/mine
template=$source/examples/new-kernel

cat >"$scratch/expected" <<'END'
my kernel
hello from /init, pid 2, child of 1
pid 2 has ended with status 42
status 0
END

new() { sh "$source/kspawn" new-kernel "$@"; }
installs() { for component in kernel entry user; do $cmake --install "$build" --component $component --prefix "$prefix" || return 1; done; }
make_it()
{
	case $from in
	package) make -C "$kernel" PKG_CONFIG_PATH="$prefix/lib/pkgconfig" "$@" ;;
	sources) make -C "$kernel" KSPAWN="$source" "$@" ;;
	esac
}

# says EXPECTED: it boots and says that
says() { cat "$kernel/build/said" && sed -n '/^my kernel$/,$p' "$kernel/build/said" | diff "$1" -; }
tests_well() { make_it test && says "$scratch/expected"; }

# changed FILE EXPRESSION: edits a file with sed
changed()
{
	cp "$kernel/$1" "$scratch/original" && sed "$2" "$scratch/original" >"$kernel/$1" && ! cmp -s "$scratch/original" "$kernel/$1"
}
restore() { cp "$scratch/original" "$kernel/$1"; }

# broken WHAT FILE EXPRESSION WORDS: `make test` fails, and the kernel says these
broken()
{
	check "$1: it is built" changed "$2" "$3"
	refuse "$1: make test fails" make_it test
	check "$1: it is reported" grep -qF -- "$4" "$kernel/build/said"
	restore "$2"
}

check "new-kernel writes a folder" new "$kernel" --arch "$variant"
if [ "$from" = sources ]; then
	check "it is built with the library's sources, and boots" tests_well
	with_cmake() { $cmake -G Ninja -S "$kernel" -B "$kernel/cmake" -DKSPAWN="$source" && $cmake --build "$kernel/cmake"; }
	check "CMake builds it with them too" with_cmake
	boots() { $cmake --build "$kernel/cmake" --target run | tr -d '\r' | sed -n '/^my kernel$/,/^status/p' | diff "$scratch/expected" -; }
	check "and it boots" boots
	finish
fi

# ---- what it is ----

refuse "a folder that is not empty is left alone" new "$kernel" --arch "$variant"
refuse "a folder is needed" new --arch "$variant"
without=$(for name in $(conf_variants); do [ "$(conf "$name" tier)" != 1 ] || echo "$name"; done | head -n 1)
refuse "a port without a kernel is refused" new "$scratch/other" --arch "$without"
check "and no folder is made" test ! -e "$scratch/other"

# code FILE...: how many lines are code: not empty, and not a comment alone
code() { cat "$@" | grep -v '^[[:space:]]*$' | grep -cvE '^[[:space:]]*(//|/\*|\*)'; }
own=$(cd "$kernel" && code $(cd "$template" && ls *.[chS] user/*.c))
machine=$(($(cd "$kernel" && code *.[chS] user/*.c machine/*.[chS]) - own))
check "at most 700 lines of code without the machine's; $own" test "$own" -le 700 -a "$own" -gt 400
check "at most 200 of the machine; $machine" test "$machine" -le 200 -a "$machine" -gt 50
for file in README.md LICENSE Makefile CMakeLists.txt; do check "it has a $file" test -s "$kernel/$file"; done
nothing_of_the_tree() { ! grep -rnE "(^|[ =:I\"'])$source" "$kernel"; }
check "it names no path of this tree" nothing_of_the_tree

# hooks_of LAYER: their names
hooks_of()
{
	awk -v layer="$1" '/^\/\* ---- / { on = $3 == "layer" && $4 == layer ":" }
		on && /^[A-Za-z].*kspawn_[a-z_]*\(/ { match($0, /kspawn_[a-z_]*\(/); print substr($0, RSTART, RLENGTH - 1) }' \
		"$source/include/kspawn/host.h"
}
# in_its_file LAYER: each hook of the layer that this kernel defines is in the file of that name
in_its_file()
{
	for hook in $(hooks_of "$1"); do
		found=$(cd "$kernel" && grep -lE "^[a-z].*[ *]$hook\(" *.c)
		case "$hook $found" in
		"$hook " | "$hook layer$1.c" | 'kspawn_panic main.c') ;;
		*) echo "$hook is in $found" && return 1 ;;
		esac
	done
	grep -q "^/\* layer$1.c: " "$kernel/layer$1.c"
}
for layer in 0 1 2 3 4; do check "layer $layer: its hooks are in layer$layer.c" in_its_file $layer; done

# ---- from the package, in a folder outside the tree ----

check "the package is installed" installs
check "make builds it from the package" make_it
check "it boots, and make test says how it ended" tests_well
runs() { make_it -s run </dev/null >"$scratch/run" && tr -d '\r' <"$scratch/run" | sed -n '/^my kernel$/,/^status/p' | diff "$scratch/expected" -; }
check "make run boots it" runs
broken "a fork that copies nothing" layer2.c 's/page_copy_all(mm->root, from->root)/from->root/' 'exception'
if whole "mistakes that are reported alike on every machine"; then
	broken "a program that ends with 7" user/init.c 's/== 42 ? 0 : 1/== 42 ? 7 : 1/' 'status 7'
	broken "an exit that no parent learns of" layer1.c 's/{ kspawn_notify_parent(leader); }/{ (void)leader; }/' \
		'panic: every task sleeps'
	broken "a file that is not there" main.c 's|"/init", NULL|"/none", NULL|' '/init cannot be executed'
fi
check "a program that faults: it is built" changed user/init.c 's/return 42;/*(volatile int *)8 = 0;/'
refuse "a program that faults ends with a signal" make_it test
check "and the kernel runs until init ends" sh -c "grep -q '^exception' '$kernel/build/said' && grep -q '^status 1' '$kernel/build/said'"
restore user/init.c

if [ -z "$emulator" ]; then
	debugs() { make_it debug GDB='gdb -nx -batch' PORT=$((20000 + $$ % 10000)) >"$scratch/gdb" && grep '^Breakpoint 1, kernel_main ()' "$scratch/gdb"; }
	check "make debug stops in kernel_main" debugs
	with_cmake()
	{
		$cmake -G Ninja -S "$kernel" -B "$kernel/build" -DCMAKE_PREFIX_PATH="$prefix" && $cmake --build "$kernel/build" &&
			$cmake --build "$kernel/build" --target run >"$scratch/run" && tr -d '\r' <"$scratch/run" | grep -A3 '^my kernel' |
			diff "$scratch/expected" -
	}
	rm -rf "$kernel/build"
	check "CMake builds and boots it too" with_cmake
fi
finish
