# mips flags.cmake: what the port asks of a compiler

set(KSPAWN_BRANCH_FLAGS)
# A kernel has no global offset table, no small data section and no float.
set(KSPAWN_PORT_FLAGS -mno-abicalls -fno-pic -G0 -msoft-float)
set(KSPAWN_NO_FLOAT_FLAGS)
set(KSPAWN_PROGRAM_FLAGS -mno-abicalls -fno-pic -G0 -mno-check-zero-division)
# The toolchain makes no static PIE.
set(KSPAWN_STATIC_FLAGS -static -no-pie)
set(KSPAWN_PIE_PROGRAMS OFF)
