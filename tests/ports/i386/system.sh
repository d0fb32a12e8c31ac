# tests/ports/i386/system.sh: real privilege on this machine; tests/system/system.sh says what the words mean
# shellcheck shell=sh disable=SC2034,SC2154
# Only NMI's own task masks NMI. switch.sh walks kspawn_ret_from_fork: few threads are created here.
walking="-global hpet.msi=on"
reached="kspawn_switch_to kspawn_entry_vector kspawn_entry_of_kernel kspawn_entry_from_kernel
	kspawn_entry_trapped kspawn_entry_call kspawn_return_to_user kspawn_entry_exit"
# A selector without a segment.
unreached='name == "kspawn_entry_exit" && $2 == "movl" && $3 ~ /^\$0x0,/'
