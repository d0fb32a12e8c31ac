#!/bin/sh
# tests/link/instructions.sh: the core never calls the system and never returns to user mode (R6), in all flavours alike
. "$(dirname -- "$0")/check.sh"

# clean FILE: no forbidden instruction in its disassembly, which is not empty
clean()
{
	$objdump -d --no-show-raw-insn "$1" >"$scratch/text" && grep -q '^ *[0-9a-f]*:' "$scratch/text" || return 1
	! grep -nE "^ *[0-9a-f]+:[[:space:]]+(rep[a-z]* |lock )*($forbidden)([[:space:]]|\$)" "$scratch/text"
}

# switches FILE: the instructions of each form of the switch, places as offsets; code of a descriptor has a dot in its name
switches()
{
	$objdump -d --no-show-raw-insn "$1" >"$scratch/text" || return 1
	for form in kspawn_switch_to kspawn_switch_to_fp; do
		sed -n "/<\.*$form>:/,/^\$/s/^ *[0-9a-f]*:[[:space:]]*//p" "$scratch/text" | sed "s/[0-9a-f]* <\(\.*$form\)/<\1/" \
			>"$scratch/$form"
		[ -s "$scratch/$form" ] && cat "$scratch/$form" || return 1
	done
}

# alike FILE FILE: do they switch by the same instructions?
alike()
{
	switches "$1" >"$scratch/one" && switches "$2" >"$scratch/other" && diff "$scratch/one" "$scratch/other"
}

check "the kernel flavour holds no system call and no return to user mode" clean "$build/libkspawn-kernel.a"
check "the hosted flavour holds no system call and no return to user mode" clean "$build/libkspawn-hosted.a"
check "both switch by the same instructions, which switch_to-tests counts" alike "$build/libkspawn-kernel.a" \
	"$build/libkspawn-hosted.a"
echo "void kspawn_switch_to(void) { } void kspawn_switch_to_fp(void) { }" >"$scratch/control.c"
$cc -c -o "$scratch/control.o" "$scratch/control.c"
refuse "another switch is found" alike "$build/libkspawn-kernel.a" "$scratch/control.o"
echo "void f(void) { __asm__ volatile(\"$example\"); }" >"$scratch/control.c"
$cc -c -o "$scratch/control.o" "$scratch/control.c"
refuse "an object with '$example' is found" clean "$scratch/control.o"
finish
