#!/bin/sh
# tests/system/hang.sh: of a kernel that hangs, its test says where each processor stands
. "$(dirname -- "$0")/system.sh"
image=$build/tests/system/hang-kernel.elf
silence=2

logged() { grep -E "$1" "$scratch/log"; }
# A hart may be the first whose number is not.
others() { [ "$(grep -c -E '^run: processor [0-3]: .* in hang_others, ' "$scratch/log")" -ge "$1" ]; }

refuse "a kernel that hangs ends its test" ends 0 "$image" "$programs" $smp -- none
check "how long it was silent is said" logged '^run: the kernel has printed nothing for [0-9]+ s$'
check "what the first processor is at is said" logged '^run: .*processor [0-3]: [0-9]+ of [0-9]+ in hang_first, last at [0-9a-f]+$'
[ -z "$smp" ] || check "so is what three others are at" others 3
refuse "a program that never ends ends its test" ends 0 "$kernel" "$programs" -- /storm spin
check "it is said that it is not the kernel that spins" logged '^run: .*processor 0: [0-9]+ of [0-9]+ not in the kernel, '
check "a program that ends is left alone" says "echo: ok" "$kernel" "$programs" -- /echo
finish
