# tests/ports/m68k/link.sh: what a kernel's linker and disassembler say of this machine
# shellcheck shell=sh disable=SC2034
pad= linkers=_GLOBAL_OFFSET_TABLE_ no_atomics=-mcpu=68000
forbidden='trap|rte|rtr|stop|reset|movec' example='trap #0'
model='-mlong-jump-table-offsets' high='-Wl,-Ttext-segment=0xc0008000'
