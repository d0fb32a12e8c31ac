#!/bin/sh
# tests/link/instructions.sh: the core never calls the system and never returns to user mode (R6)
. "$(dirname -- "$0")/check.sh"

# clean FILE: no forbidden instruction in its disassembly, which is not empty
clean()
{
	$objdump -d --no-show-raw-insn "$1" >"$scratch/text" && grep -q '^ *[0-9a-f]*:' "$scratch/text" || return 1
	! grep -nE "^ *[0-9a-f]+:[[:space:]]+(rep[a-z]* |lock )*($forbidden)([[:space:]]|\$)" "$scratch/text"
}

check "the kernel flavour holds no system call and no return to user mode" clean "$build/libkspawn-kernel.a"
check "the hosted flavour holds no system call and no return to user mode" clean "$build/libkspawn-hosted.a"
echo "void f(void) { __asm__ volatile(\"$example\"); }" >"$scratch/control.c"
$cc -c -o "$scratch/control.o" "$scratch/control.c"
refuse "an object with '$example' is found" clean "$scratch/control.o"
finish
