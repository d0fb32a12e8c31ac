#!/bin/sh
# tests/system/fuzz.sh: random system calls, after which the kernel has all frames, pids and stacks
#
# The seed is the same each time; with KSPAWN_FULL there are 500,000 calls more on one processor, and on four, of a seed that differs from run to run.
. "$(dirname -- "$0")/system.sh"
programs=$build/system-programs

# fuzzed SEED CALLS OPTION...
fuzzed()
{
	seed=$1 calls=$2
	shift 2
	says "fuzz: ok" "$kernel" "$programs" "$@" -- /fuzz "$seed" "$calls" && return 0
	echo "the same again: sh $source/examples/kernel/run --verbose $* $variant $kernel $programs /fuzz $seed $calls"
	return 1
}

# fuzz SEED CALLS: on one processor and on four
fuzz()
{
	check "$2 random calls, seed $1" fuzzed "$1" "$2"
	# shellcheck disable=SC2086
	[ -z "$smp" ] || check "$2 random calls on four processors, seed $1" fuzzed "$1" "$2" $smp
}

fuzz 1 40000
if [ -n "${KSPAWN_FULL-}" ]; then
	fuzz "$(date +%s | cut -c 5-)" 500000
fi
refuse "a page that is lost is found" says "fuzz: ok" "$kernel" "$programs" -- /fuzz 1 1 lost
check "and it says what is lost" grep -q '^fuzz: free frames: ' "$scratch/console"
finish
