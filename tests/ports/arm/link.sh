# tests/ports/arm/link.sh: what a kernel's linker and disassembler say of this machine
# shellcheck shell=sh disable=SC2034
pad= no_atomics='-marm -march=armv5te+fp' unwind='[.]debug_frame'
forbidden='(svc|swi|hvc|smc|eret|rfe)[a-z]*(\.[nw])?|(mov|sub)s[[:space:]]+pc,.*|ldm[a-z]*[[:space:]].*\^' example='svc #0'
model='-mlong-calls' high='-Wl,-Ttext-segment=0xc0008000'
