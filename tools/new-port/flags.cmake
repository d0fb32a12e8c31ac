# @PORT@ flags.cmake: what the port asks of a compiler; see cmake/flags.cmake
# missing: code for a kernel, without floating point and without calls into libgcc

set(KSPAWN_BRANCH_FLAGS)
set(KSPAWN_PORT_FLAGS)
set(KSPAWN_NO_FLOAT_FLAGS)
set(KSPAWN_PROGRAM_FLAGS)
set(KSPAWN_STATIC_FLAGS -static)
