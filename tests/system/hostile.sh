#!/bin/sh
# tests/system/hostile.sh: hostile programs: each one is killed, and only it, with the right status, and all memory is freed
. "$(dirname -- "$0")/system.sh"
programs=$build/system-programs

for program in reach rights leaderless pointers instructions frames stacks bad_arguments out_of_memory bombs shared_fs shared_files \
	open_modes children exec_shared exec_fds ranges unkillable busy; do
	check "$program" says "$program: ok" "$kernel" "$programs" --boot "hz=1000 poison=1" -- "/$program"
done
# An instruction takes 16 ns, so that a tick comes in the middle of a call however busy the computer is.
check "killed_calls" says "killed_calls: ok" "$kernel" "$programs" --boot "hz=1000 poison=1" --qemu "-icount shift=4" -- /killed_calls
[ -z "$every_cpu" ] || check "instructions, on a processor with every extension" says "instructions: ok" "$kernel" "$programs" \
	--qemu "$every_cpu" -- /instructions
more_hostile
check "10,000 times fork, exec and wait, and no frame is lost" says "cycles: ok" "$kernel" "$programs" -- /cycles 10000
refuse "a wrong status is found" ends 1 "$kernel" "$programs" -- /cycles 1
finish
