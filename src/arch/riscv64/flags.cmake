# riscv64 flags.cmake: what the port asks of a compiler

set(KSPAWN_BRANCH_FLAGS)
# Soft float, whose objects do not link with those of a Linux process; the code
# model of a kernel above 2 GiB.
set(KSPAWN_PORT_FLAGS -march=rv64imac -mabi=lp64 -mcmodel=medany)
set(KSPAWN_NO_FLOAT_FLAGS)
set(KSPAWN_PROGRAM_FLAGS)
# No rcrt1.o in the libc; the process lies above the user range, and its brk grows
# away from it. ld takes minutes to relax a test of many symbols, if it ever ends.
set(KSPAWN_STATIC_FLAGS -static LINKER:-Ttext-segment=0x40000000 LINKER:--no-relax)
# GCC's assembler takes CSRs and FENCE.I for parts of I, as Clang's does.
set(KSPAWN_EXAMPLE_FLAGS $<$<C_COMPILER_ID:GNU>:-misa-spec=2.2>)
