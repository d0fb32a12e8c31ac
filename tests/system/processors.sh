#!/bin/sh
# tests/system/processors.sh: four processors at once in fork, exec, exit and wait, in kills, and in one memory
# shellcheck disable=SC2086
. "$(dirname -- "$0")/system.sh"
hostile=$build/system-programs

# runs LINE WORD...: the program ends well and says LINE last
runs()
{
	line=$1
	shift
	check "$*" says "$line" "$kernel" "$programs" $smp -- "$@"
}

check "four processors are there" ends 0 "$kernel" "$programs" $smp -- /echo
check "all of them have come" grep -q '^kernel: .* 4 processors,' "$scratch/log"
check "one that comes too late stays out" says "regs: ok" "$build/tests/system/late-kernel.elf" "$programs" $smp -- none
check "and the others do without it" grep -q '^kernel: .* 2 processors,' "$scratch/log"
again=$build/tests/system/again-kernel.elf
if [ -f "$again" ]; then
	check "processors that come to the start once more boot no second kernel" says "regs: ok" "$again" "$programs" $smp -- /regs
	check "and all of them have come" grep -q '^kernel: .* 4 processors,' "$scratch/log"
fi
for program in init regs tree threads futexes cow vforks crash; do runs "$program: ok" "/$program"; done
for what in "exec 100" "fork 200" "deep 50" "pages 4000"; do
	runs "storm: ok" /storm $what
done
for by in leader thread; do
	for sibling in spins yields waits vforks execs; do
		runs "groups: ok" /groups exec $by $sibling
		[ $sibling = execs ] || # whose exec may be the first
			check "/groups exit $by $sibling" stops 7 "$kernel" "$programs" $smp -- /groups exit $by $sibling
	done
done
for program in bombs out_of_memory shared_fs shared_files; do
	check "$program" says "$program: ok" "$kernel" "$hostile" $smp --boot "hz=1000 poison=1" -- "/$program"
done
check "kills, forks and changes of memory while others of it run" says "cross_cpu: ok" "$kernel" "$hostile" $smp -- /cross_cpu 50
creations=100000
[ -n "${KSPAWN_FULL-}" ] || {
	creations=10000
	echo "a sample of $creations creations"
}
check "$creations creations by four processors, and all frames are back" \
	says "forest: ok" "$kernel" "$hostile" $smp --memory 256 -- /forest $creations 4
finish
