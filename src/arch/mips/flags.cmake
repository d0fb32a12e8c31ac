# mips flags.cmake: what the port asks of a compiler

# The offset table of an unoptimised process is beyond the reach of 16 bits in n64.
list(APPEND KSPAWN_PIE_FLAGS -mxgot)
set(KSPAWN_BRANCH_FLAGS)
# A kernel has no global offset table, no small data section and no float.
set(KSPAWN_PORT_FLAGS -mno-abicalls -fno-pic -G0 -msoft-float)
set(KSPAWN_NO_FLOAT_FLAGS)
# Division by zero: QEMU takes the trap of a check for a breakpoint.
# Clang makes only position independent code for n64, and says so where another is asked for.
set(KSPAWN_PROGRAM_FLAGS -mno-check-zero-division -Wno-option-ignored)
# The toolchain has no start code for a static PIE of the C library's.
set(KSPAWN_STATIC_FLAGS -static -no-pie)
