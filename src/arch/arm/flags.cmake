# arm flags.cmake: what the port asks of a compiler

# Debuggers read .debug_frame here, which comes with -g. What -fasynchronous-unwind-tables
# would make is tables of exceptions, which want __aeabi_unwind_cpp_pr0 of a runtime library.
list(APPEND KSPAWN_FLAGS -fno-asynchronous-unwind-tables -fno-unwind-tables -g)
set(KSPAWN_BRANCH_FLAGS)
# Soft float, whose objects do not link with those of a Linux process; alignment
# before the MMU is on.
set(KSPAWN_PORT_FLAGS -mfloat-abi=soft -mno-unaligned-access)
set(KSPAWN_NO_FLOAT_FLAGS)
set(KSPAWN_PROGRAM_FLAGS)
# A static PIE of Debian's armhf has text relocations of its own.
set(KSPAWN_STATIC_FLAGS -static)
