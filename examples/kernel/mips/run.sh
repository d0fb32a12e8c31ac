# examples/kernel/mips/run.sh: where a program's SDBBP leads there is no firmware; sourced by examples/kernel/run
# shellcheck shell=sh disable=SC2154

# DEPC becomes the kernel's, where the program may not continue; DERET. The bytes are in the order of the ELF header.
case $(conf "$port" elf) in
*/2/*) printf '\044\032\377\374\100\232\300\000\000\000\000\300\102\000\000\037' ;;
*) printf '\374\377\032\044\000\300\232\100\300\000\000\000\037\000\000\102' ;;
esac >"$scratch/debug"
lines="$lines -device loader,file=$scratch/debug,addr=0x1fc00480,force-raw=on"
