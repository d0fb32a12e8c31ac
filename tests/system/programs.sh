#!/bin/sh
# tests/system/programs.sh: the demo and the user programs of the tests on real privilege, with a fast timer
# Tested here: restart_syscall.cpp
. "$(dirname -- "$0")/system.sh"
fast=hz=5000

# runs LINE WORD...: the program ends well and says LINE last
runs()
{
	line=$1
	shift
	check "$*" says "$line" "$kernel" "$programs" --boot "$fast" -- "$@"
}

for program in init regs tree threads cow vforks crash clones waits orphans execats futexes; do runs "$program: ok" "/$program"; done
for program in dynamic dynamic-pie; do runs "dynamic: ok" "/$program"; done
for program in echo echo-pie; do runs "echo: ok" "/$program" a "two words"; done
runs "echo: ok" /exec /echo a b
runs "storm: ok" /storm exec 100
runs "storm: ok" /storm fork 200
runs "storm: ok" /storm deep 50
runs "storm: ok" /storm pages 4000
# The first process ends before its other threads are off their stacks.
for by in leader thread; do
	for sibling in spins yields waits vforks execs; do
		runs "groups: ok" /groups exec $by $sibling
		[ $sibling = execs ] || # whose exec may be the first
			check "/groups exit $by $sibling" stops 7 "$kernel" "$programs" --boot "$fast" -- /groups exit $by $sibling
	done
done
check "threads that are about to exit when init ends are waited for" \
	says "regs: ok" "$build/tests/system/lingering-kernel.elf" "$programs" -- /regs
check "/groups fault thread spins" stops 139 "$kernel" "$programs" --boot "$fast" -- /groups fault thread spins
check "/groups leader" stops 5 "$kernel" "$programs" --boot "$fast" -- /groups leader
check "an exit status is the machine's" ends 200 "$kernel" "$programs" -- /echo -x 200
check "so is a signal" ends 139 "$kernel" "$programs" -- /crash wild
check "a program that is not there" ends 127 "$kernel" "$programs" -- /nothing
refuse "a program that fails is found" says "crash: ok" "$kernel" "$programs" -- /crash nowhere
refuse "another exit status is found" ends 4 "$kernel" "$programs" -- /echo -x 5
finish
