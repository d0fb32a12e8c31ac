#!/bin/sh
# tests/link/minimal.sh: the smallest kernel switches between two threads on bare metal
. "$(dirname -- "$0")/check.sh"
. "$here/boot.sh"
machine=$minimal/$port

check "it boots, both threads run in turn, and it ends" boots "$build/examples/minimal/minimal.elf"
lines() { cat "$@" | wc -l; }
own=$(lines "$machine"/*)
check "it has under 100 lines of this machine; $own" test "$own" -lt 100
check "and under 100 of any machine" test "$(lines "$minimal/main.c")" -lt 100

# A kernel with one text of main.c replaced.
changed()
{
	sed "s/$1/$2/" "$minimal/main.c" >"$scratch/main.c"
	! cmp -s "$minimal/main.c" "$scratch/main.c" || return 1
	$cc -std=c11 -O2 -ffreestanding -fno-stack-protector -fno-pie $port_flags $no_float_flags \
		$(includes $public "$machine") -nostdlib -static -no-pie -T "$minimal/minimal.ld" \
		-o "$scratch/image" "$scratch/main.c" "$machine/boot.S" "$build/libkspawn-kernel.a"
}
# broken WHAT FROM TO: a negative control
broken()
{
	check "$1: it is built" changed "$2" "$3"
	refuse "$1: it is found" boots "$scratch/image" 6
}
check "one command builds a kernel that says the same" changed '"done\\n"' '"don" "e\\n"'
check "and boots" boots "$scratch/image"
broken "a second thread that never runs" '&ping, "ping\\n", &pong' '\&ping, "ping\\n", \&ping'
broken "a second thread that cannot be made" '\.fn = play' '.fn = player == \&pong ? NULL : play'
broken "a function that returns" 'kspawn_switch_to(&me->thread, &boot);' ''
broken "a kernel that ends as if something had failed" 'machine_off(true)' 'machine_off(false)'
broken "a kernel that never ends" 'machine_off(true)' 'for (;;)'
finish
