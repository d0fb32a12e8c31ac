#!/bin/sh
# tests/system/overflow.sh: a kernel stack that is full
. "$(dirname -- "$0")/system.sh"
image=$build/tests/system/overflow-kernel.elf

check "its task ends alone, three times, and the next program runs" ends 77 "$image" "$programs" -- none
check "each is reported" test "$(grep -c '^kernel: the stack of pid' "$scratch/log")" -eq 3
refuse "no frame is lost" grep '^overflow:' "$scratch/log"
finish
