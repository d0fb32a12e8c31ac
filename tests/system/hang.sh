#!/bin/sh
# tests/system/hang.sh: of a kernel that hangs, its test says where each processor stands
. "$(dirname -- "$0")/system.sh"
image=$build/tests/system/hang-kernel.elf
silence=2

logged() { grep -E "$1" "$scratch/log"; }
# A hart may be the first whose number is not.
other() { logged '^run: processor [01]: .* in hang_others, '; }
# Two processors: more than the host has take its time from QEMU.
[ -z "$smp" ] || smp="--smp 2 --boot hz=1000"

refuse "a kernel that hangs ends its test" ends 0 "$image" "$programs" $smp -- none
check "how long it was silent is said" logged '^run: the kernel has printed nothing for [0-9]+ s$'
check "what the first processor is at is said" logged '^run: .*processor [01]: [0-9]+ of [0-9]+ in hang_first, last at [0-9a-f]+$'
[ -z "$smp" ] || check "so is what the other one is at" other
refuse "a program that never ends ends its test" ends 0 "$kernel" "$programs" -- /storm spin
check "it is said that it is not the kernel that spins" logged '^run: .*processor 0: [0-9]+ of [0-9]+ not in the kernel, '
check "a program that ends is left alone" says "echo: ok" "$kernel" "$programs" -- /echo
finish
