# tests/ports/s390x/system.sh: real privilege on this machine; tests/system/system.sh says what the words mean
# shellcheck shell=sh disable=SC2034,SC2154
masked="$masked kspawn_entry_program kspawn_entry_external kspawn_entry_svc kspawn_entry_full kspawn_entry_overflowed"
# A jump into itself, which no code reaches.
slots='!/ j\t/'
