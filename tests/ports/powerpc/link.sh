# tests/ports/powerpc/link.sh: what a kernel's linker and disassembler say of this machine
# shellcheck shell=sh disable=SC2034
pad= linkers=.TOC.
forbidden='sc|scv|rfi|rfid|hrfid' example='sc'
model='' high='-Wl,-Ttext-segment=0xc0000000'
[ "$variant" = powerpc ] || high='-Wl,-Ttext-segment=0xc000000000000000'
save_area=32 # 64-Bit ELF V2 ABI, 2.2.3
signal_area=1088
