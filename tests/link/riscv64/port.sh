# tests/link/riscv64/port.sh: what a kernel's linker and disassembler say of this machine
# shellcheck shell=sh disable=SC2034
pad=
forbidden='ecall|uret|sret|mret|dret' example='ecall'
model='-mcmodel=medany' high='-Wl,-Ttext-segment=0xffffffff80000000,-z,separate-code'
