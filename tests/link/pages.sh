#!/bin/sh
# tests/link/pages.sh: the hosted machine and its programs with larger pages, as some ports have them
. "$(dirname -- "$0")/check.sh"

folder=$scratch/pages
machine() { "$folder/kspawn-run" --root "$folder/programs" "$@"; }

sizes=65536
[ -z "${KSPAWN_FULL-}" ] || sizes='8192 16384 65536'
for size in $sizes; do
	check "the machine with pages of $size bytes configures" $cmake -G Ninja -S "$source" -B "$folder" --toolchain \
		"$source/cmake/toolchain.cmake" "-DKSPAWN_VARIANT=$variant" "-DKSPAWN_PAGE_SIZE=$size" -DKSPAWN_EXAMPLES=OFF
	check "it compiles" $cmake --build "$folder" --target kspawn-run kspawn-programs
	check "the demo ends well" machine --demo /init
	for program in crash cow regs threads waits; do
		check "/$program passes" machine "/$program"
	done
	check "/storm passes" machine /storm exec 8
done
finish
