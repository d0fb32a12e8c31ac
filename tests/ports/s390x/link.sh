# tests/ports/s390x/link.sh: what a kernel's linker and disassembler say of this machine
# shellcheck shell=sh disable=SC2034
pad= linkers=_GLOBAL_OFFSET_TABLE_ privileged='ssm 0(%r15)'
forbidden='svc|lpsw|lpswe|lpswey|pc|pr' example='svc 0'
# All addresses are relative to the instruction.
model='-fno-pic' high='-Wl,-Ttext-segment=0xffffffff80000000'
# Debian 12's has no s390x.
no_lld=yes
save_area=160 # ELF ABI s390x Supplement, 1.2.2
