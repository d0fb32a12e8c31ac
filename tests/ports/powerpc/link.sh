# tests/ports/powerpc/link.sh: what a kernel's linker and disassembler say of this machine
# shellcheck shell=sh disable=SC2034
pad= linkers=.TOC.
forbidden='sc|scv|rfi|rfid|hrfid' example='sc'
model='' high='-Wl,-Ttext-segment=0xc0000000'
[ "$variant" = powerpc ] || high='-Wl,-Ttext-segment=0xc000000000000000'
case $variant in # the least frame of a function that calls
powerpc) save_area=16 signal_area=432 ;;
powerpc64) no_stack_note=yes save_area=112 signal_area=752 ;;
*) save_area=32 signal_area=752 ;;
esac
