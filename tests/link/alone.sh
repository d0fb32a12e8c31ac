#!/bin/sh
# tests/link/alone.sh CONFIG: each layer runs alone, with its own hooks and those below; a failure undoes everything (R11)
. "$(dirname -- "$0")/check.sh"
alone=$here/alone
strict='-g -Wall -Wextra -Werror'

# runs LAYER LIBRARY FLAG...: as a process
runs()
{
	layer=$1 library=$2
	shift 2
	files=
	for hooks in $(head -n "$layer" "$scratch/hooks"); do files="$files $alone/$hooks.c"; done
	$cc -std=gnu11 -O2 $strict $branch_flags "$@" $(includes $public) -o "$scratch/layer$layer" \
		"$alone/layer$layer.c" "$alone/check.c" $files "$library" && $emulator "$scratch/layer$layer"
}
printf '%s\n' 'threads tasks' resources 'programs files' processes >"$scratch/hooks" # of layer 1, of layer 2...
for layer in 0 1 2 3 4; do
	check "layer $layer runs alone" runs $layer "$build/libkspawn-hosted.a" -static
done

# core FOLDER FLAG...: the core compiled with these flags
core()
{
	mkdir "$scratch/$1" || return 1
	folder=$scratch/$1
	shift
	for file in $sources; do
		case $file in
		*.cpp) $cxx -std=c++20 -O1 $strict "$@" $branch_flags $core_flags $(includes $public $private) \
			-c -o "$folder/$(basename "$file").o" "$file" || return 1 ;;
		*) $cc $branch_flags $(includes $public $private) -c -o "$folder/$(basename "$file").o" "$file" || return 1 ;;
		esac
	done
	$ar rcs "$folder/core.a" "$folder"/*.o
}
if [ -z "$emulator" ]; then
	check "the core compiles with AddressSanitizer" core watched -fsanitize=address
	check "it compiles as for a port that is unlike today's" core model -include "$alone/model.h"
	for layer in 0 1 2 3 4; do
		check "layer $layer runs alone under AddressSanitizer" runs $layer "$scratch/watched/core.a" -fsanitize=address
		check "layer $layer runs alone on such a port" runs $layer "$scratch/model/core.a" -include "$alone/model.h" -static
	done
fi
finish
