#!/bin/sh
# tests/system/load.sh: boots on one processor of the computer, together with two processes that spin on it
. "$(dirname -- "$0")/system.sh"
boots=3
[ -n "${KSPAWN_FULL-}" ] || echo "a sample of $boots boots"
[ -z "${KSPAWN_FULL-}" ] || boots=10

# All that this script starts is on its first processor.
first=$(taskset -cp $$ | sed 's/.*: *\([0-9]*\).*/\1/')
taskset -cp "$first" $$ >/dev/null || exit 1
spinning=''
for _ in 1 2; do
	sh -c 'while kill -0 "$1" 2>/dev/null; do n=10000; while [ $n -gt 0 ]; do n=$((n - 1)); done; done' spin $$ &
	spinning="$spinning $!"
done
# shellcheck disable=SC2064
trap "kill $spinning; rm -rf '$scratch'" EXIT

for n in $(seq $boots); do
	check "boot $n of $boots" says "echo: ok" "$kernel" "$programs" -- /echo
done
[ -z "$smp" ] || check "four processors that the computer has not" says "echo: ok" "$kernel" "$programs" $smp -- /echo
[ -z "$smp" ] || check "all have come" grep -q '^kernel: .* 4 processors,' "$scratch/log"
finish
