#!/bin/sh
# tests/system/gates.sh: every register over traps in the kernel
. "$(dirname -- "$0")/system.sh"
image=$build/tests/system/gates-kernel.elf

passes() { stops 0 "$image" "$programs" --boot "$@" -- none; }
check "every register over a trap in the kernel: $(passes '' | sed -n 's/^gates: \([0-9]* ways\).*/\1/p')" passes ''
[ -z "$older_cpu" ] || check "on $older" passes '' --qemu "$older_cpu"
refuse "a register that is lost is found" passes lose=7
finish
