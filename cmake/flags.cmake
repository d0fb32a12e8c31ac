# cmake/flags.cmake: the flags of each flavour, and why; the port's own are in its flags.cmake

# The core in any flavour: no runtime library, nothing set up before main, and
# unwind tables so that a debugger sees where a task sleeps.
set(KSPAWN_FLAGS -ffreestanding -fno-exceptions -fno-rtti -fno-threadsafe-statics -fno-stack-protector
	-fasynchronous-unwind-tables)

# Fits both a kernel at a fixed address and one linked with -pie -z text.
set(KSPAWN_PIE_FLAGS -fPIE)

# KSPAWN_BRANCH_FLAGS: landing pads, in every object.
# KSPAWN_STACK_FLAGS: what keeps interrupts on the running stack harmless, where that takes any.
# KSPAWN_PORT_FLAGS: the flags of a kernel.
# KSPAWN_SHARED_FLAGS: those of them that all objects of a kernel need, its assembly too, if other than all. The
# package says these, and leaves the rest to the kernel.
# KSPAWN_NO_FLOAT_FLAGS: vector registers hold the user's values; for C++ alone,
# since the assembler would refuse to save them.
# KSPAWN_PROGRAM_FLAGS: of user programs without libgcc.
# KSPAWN_STATIC_FLAGS: how a Linux process is linked that leaves the user range free.
set(KSPAWN_SHARED_FLAGS)
include(${CMAKE_CURRENT_LIST_DIR}/../src/arch/${KSPAWN_PORT}/flags.cmake)
if(NOT KSPAWN_SHARED_FLAGS)
	set(KSPAWN_SHARED_FLAGS ${KSPAWN_PORT_FLAGS})
endif()
