# tests/ports/arm/system.sh: real privilege on this machine; tests/system/system.sh says what the words mean
# shellcheck shell=sh disable=SC2034,SC2154
masked="$masked kspawn_entry_svc kspawn_entry_user kspawn_entry_kernel kspawn_entry_irq"
every_cpu="-cpu max"
