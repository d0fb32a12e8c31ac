#!/bin/sh
# tests/system/gates.sh: every register over traps in the kernel
. "$(dirname -- "$0")/system.sh"
image=$build/tests/system/gates-kernel.elf

passes() { stops 0 "$image" "$programs" --boot "$@" -- none; }
check "every register over a trap in the kernel: $(passes '' | sed -n 's/^gates: \([0-9]* ways\).*/\1/p')" passes ''
[ "$port" != mips ] || check "on a processor without UserLocal" passes '' --qemu "-cpu 24Kf"
refuse "a register that is lost is found" passes lose=7
finish
