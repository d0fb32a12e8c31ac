# tests/ports/i386/link.sh: what a kernel's linker and disassembler say of this machine
# shellcheck shell=sh disable=SC2034
pad= linkers=_GLOBAL_OFFSET_TABLE_ compilers='__x86\.get_pc_thunk\.'
forbidden='syscall|sysenter|sysexit|sysret|int|into|iretw?' example='int $0x80'
model='-fno-pic' high='-Wl,-Ttext-segment=0xc0100000'
