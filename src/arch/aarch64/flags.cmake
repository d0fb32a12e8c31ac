# aarch64 flags.cmake: what the port asks of a compiler

set(KSPAWN_BRANCH_FLAGS -mbranch-protection=bti)
# Atomics without calls into libgcc; alignment before the MMU is on.
set(KSPAWN_PORT_FLAGS -mno-outline-atomics -mstrict-align)
set(KSPAWN_NO_FLOAT_FLAGS -mgeneral-regs-only)
set(KSPAWN_PROGRAM_FLAGS -mno-outline-atomics)
set(KSPAWN_STATIC_FLAGS -static-pie)
