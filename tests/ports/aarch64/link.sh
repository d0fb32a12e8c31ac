# tests/ports/aarch64/link.sh: what a kernel's linker and disassembler say of this machine
# shellcheck shell=sh disable=SC2034
pad=BTI
forbidden='svc|hvc|smc|eret|eretaa|eretab|drps' example='svc #0'
model='-mcmodel=small' high='-Wl,-Ttext-segment=0xffff000000080000'
link_pads() { link "$@" -Wl,-z,force-bti; }
