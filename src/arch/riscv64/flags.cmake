# riscv64 flags.cmake: what the port asks of a compiler

set(KSPAWN_BRANCH_FLAGS)
# Objects of different floating point ABIs do not link: soft float, or in the variant
# lp64d hardware float, which the core does not use. The code model of a kernel above
# 2 GiB. The package leaves -march to the kernel: no spelling of CSRs and FENCE.I as
# extensions suits both GCC and Clang.
if(KSPAWN_VARIANT MATCHES "-lp64d$")
	set(KSPAWN_SHARED_FLAGS -mabi=lp64d -mcmodel=medany)
	set(KSPAWN_PORT_FLAGS -march=rv64gc ${KSPAWN_SHARED_FLAGS})
else()
	set(KSPAWN_SHARED_FLAGS -mabi=lp64 -mcmodel=medany)
	set(KSPAWN_PORT_FLAGS -march=rv64imac ${KSPAWN_SHARED_FLAGS})
endif()
set(KSPAWN_NO_FLOAT_FLAGS)
set(KSPAWN_PROGRAM_FLAGS)
# No rcrt1.o in the libc; the process lies above the user range, and its brk grows
# away from it. ld takes minutes to relax a test of many symbols, if it ever ends.
set(KSPAWN_STATIC_FLAGS -static LINKER:-Ttext-segment=0x40000000 LINKER:--no-relax)
# GCC's assembler takes CSRs and FENCE.I for parts of I, as Clang's does.
set(KSPAWN_EXAMPLE_FLAGS $<$<C_COMPILER_ID:GNU>:-misa-spec=2.2>)
