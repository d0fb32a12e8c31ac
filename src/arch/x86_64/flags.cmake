# x86_64 flags.cmake: what the port asks of a compiler

# Landing pads; nothing claims a shadow stack, which the switch leaves alone.
set(KSPAWN_BRANCH_FLAGS -fcf-protection=branch)
# An interrupt lands on the running stack, right below what is in use.
set(KSPAWN_STACK_FLAGS -mno-red-zone)
set(KSPAWN_PORT_FLAGS ${KSPAWN_STACK_FLAGS})
set(KSPAWN_NO_FLOAT_FLAGS -mgeneral-regs-only)
set(KSPAWN_PROGRAM_FLAGS)
set(KSPAWN_STATIC_FLAGS -static-pie)
# Of a kernel in the upper 2 GiB.
set(KSPAWN_EXAMPLE_FLAGS -mcmodel=kernel)
