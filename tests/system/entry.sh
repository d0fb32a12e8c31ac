#!/bin/sh
# tests/system/entry.sh: the example kernel, interrupted at every instruction of entry, exit, switch and trampoline
. "$(dirname -- "$0")/system.sh"
image=$build/tests/system/walk-kernel.elf
: >"$scratch/all"
threads=0

# walks LINE IMAGE FIRST WORD...: a program under interrupts, the distance from FIRST instructions on
walks()
{
	line=$1 walked=$2 first=$3
	shift 3
	says "$line" "$walked" "$programs" --boot "unmaskable=1 threads=$threads ns=$ns first=$first" \
		--qemu "-icount shift=$shift $walking" -- "$@"
	result=$?
	grep '^hit' "$scratch/log" >>"$scratch/all"
	return $result
}

# Registers that may not enter user mode are what no program brings about.
without_masked() { awk -v name="$1" "/kspawn_entry_invalid>\$/ { exit } $unreached { next } { print }"; }

# Until all places were hit: creations, ends and switches are rare among instructions.
storms()
{
	threads=2000
	for round in 1 2 3 4 5 6 7 8; do
		walks "storm: ok" "$image" $((300 * round)) /storm fork 300 || return 1
		walks "storm: ok" "$image" $((300 * round + 150)) /storm exec 100 || return 1
		walks "threads: ok" "$image" $((300 * round + 75)) /threads || return 1
		# shellcheck disable=SC2086
		! hits "$image" "$scratch/all" $reached >"$scratch/report" || return 0
	done
	return 0
}

check "every register over calls, faults, forks and execs, with interrupts at any instruction" \
	walks "regs: ok" "$image" 9000 /regs
check "storms of forks and execs" storms
if [ -n "$reached" ]; then
	# shellcheck disable=SC2086
	check "an interrupt at every instruction: $(hits "$image" "$scratch/all" $reached | grep -v 'not hit' | tr '\n' ' ')" \
		hits "$image" "$scratch/all" $reached
	refuse "no interrupt at all is found" hits "$image" "$scratch/report" kspawn_entry_call
else
	for name in $masked; do
		refuse "no interrupt is let in: $name" eval "hits '$image' '$scratch/all' $name | grep '^$name: [1-9]'"
	done
fi
finish
