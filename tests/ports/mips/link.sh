# tests/ports/mips/link.sh: what a kernel's linker and disassembler say of this machine
# shellcheck shell=sh disable=SC2034
pad= no_atomics=-mno-llsc
forbidden='syscall|eret|eretnc|deret' example='syscall'
# Addresses from an offset table. In GCC's unwind tables they are absolute: GNU ld makes them relative, lld does not.
pie='-mabicalls -fPIE -G0 -msoft-float' lld_text=-Wl,-z,notext linkers=_gp_disp
model='-mlong-calls' high='-Wl,-Ttext-segment=0x80100000'
[ "$variant" != mips64el ] || high='-Wl,-Ttext-segment=0xffffffff80100000'
entry_hooks=refill
