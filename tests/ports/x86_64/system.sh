# tests/ports/x86_64/system.sh: real privilege on this machine; tests/system/system.sh says what the words mean
# shellcheck shell=sh disable=SC2034,SC2154
# Only NMI's own handler masks NMI.
walking="-global hpet.msi=on"
reached="kspawn_switch_to kspawn_ret_from_fork kspawn_entry_call kspawn_return_to_user kspawn_entry_iret
	kspawn_entry_trapped"
# No thread of this kernel is left with flags that a new thread may not have; in switch.sh it is.
unreached='name == "kspawn_ret_from_fork" && ($2 == "popf" || $3 == "$0x2")'
# QEMU 7.2 reads a program's stack as the kernel in IRET, and SMAP hides what is behind it.
more_hostile()
{
	check "instructions, where the kernel may touch a program's pages" says "instructions: ok" "$kernel" "$programs" \
		--qemu "-cpu max,smap=off,smep=off" -- /instructions
}
