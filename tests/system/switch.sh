#!/bin/sh
# tests/system/switch.sh: the checker of the switch in a kernel, interrupted at every instruction of switch and trampoline
. "$(dirname -- "$0")/system.sh"
image=$build/tests/system/switch-kernel.elf

# A new thread has interrupts off from where its flags are set until schedule_tail lets them in.
without_masked()
{
	awk -v name="$1" '
		!masked
		name == "kspawn_ret_from_fork" && $2 == "popf" { masked = 1 }
		/kspawn_schedule_tail/ { masked = 0 }'
}

checks()
{
	boot "$1" "$programs" --boot "switches=3000 ns=$ns" --qemu "-icount shift=$shift" -- none
	got=$?
	grep -v '^hit' "$scratch/log" | tail -n 20
	[ $got -eq 0 ] && grep -q '^checkswitch: ok$' "$scratch/log"
}

check "every register, in all forms, among 1, 2 and 1,000 tasks, with interrupts at any instruction" checks "$image"
functions="kspawn_switch_to kspawn_switch_to_fp kspawn_test_inline kspawn_test_inline_fp kspawn_ret_from_fork"
# shellcheck disable=SC2086
check "an interrupt at every instruction: $(hits "$image" "$scratch/log" $functions | grep -v 'not hit' | tr '\n' ' ')" \
	hits "$image" "$scratch/log" $functions
grep -v '^hit' "$scratch/log" >"$scratch/no_hits"
refuse "no interrupt at all is found" hits "$image" "$scratch/no_hits" kspawn_switch_to
finish
