# tests/ports/x86_64/link.sh: what a kernel's linker and disassembler say of this machine
# shellcheck shell=sh disable=SC2034
pad=IBT shadow_stack=-fcf-protection=full
forbidden='syscall|sysenter|sysexit[lq]?|sysret[lq]?|int|into|iret[lqw]?' example='syscall'
model='-mcmodel=kernel' high='-Wl,-Ttext-segment=0xffffffff80000000'
link_pads() { link_by_lld "$@" -Wl,-z,force-ibt; }
