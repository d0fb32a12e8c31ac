#!/bin/sh
# tests/system/clock.sh: no computer is too slow for the timer. With -icount an instruction takes a microsecond, so that this
# is the same on every computer.
. "$(dirname -- "$0")/system.sh"
image=$build/tests/system/clock-kernel.elf
slow="-icount shift=10"

check "the timer interrupts whatever time it is set to" ends 0 "$image" "$programs" -- none
check "so it does where its setting takes longer than the time that is left" ends 0 "$image" "$programs" --qemu "$slow" -- none
check "a tick that takes longer than its distance leaves programs time" \
	says "storm: ok" "$kernel" "$programs" --boot hz=1000000 --qemu "$slow" -- /storm exec 3
check "and is reported" grep -q '^kernel: a tick each [0-9]* us, not 1000000 a second' "$scratch/log"
finish
