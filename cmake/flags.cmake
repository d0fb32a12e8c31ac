# cmake/flags.cmake: the flags of each flavour, and why; the port's own and their reasons are in its .conf file
include(${CMAKE_CURRENT_LIST_DIR}/conf.cmake)
if(NOT KSPAWN_VARIANT)
	set(KSPAWN_VARIANT ${KSPAWN_PORT})
endif()
kspawn_read_conf(${KSPAWN_PORT} ${KSPAWN_VARIANT})

# kspawn_flags(OUT KEY...): the words of these keys
function(kspawn_flags out)
	set(flags)
	foreach(key IN LISTS ARGN)
		separate_arguments(words UNIX_COMMAND "${KSPAWN_CONF_${key}}")
		list(APPEND flags ${words})
	endforeach()
	set(${out} ${flags} PARENT_SCOPE)
endfunction()

# The core in any flavour: no runtime library, nothing set up before main, and
# unwind tables so that a debugger sees where a task sleeps.
kspawn_flags(port_flags core_flags)
set(KSPAWN_FLAGS -ffreestanding -fno-exceptions -fno-rtti -fno-threadsafe-statics -fno-stack-protector
	-fasynchronous-unwind-tables ${port_flags})
# Fits both a kernel at a fixed address and one linked with -pie -z text.
kspawn_flags(port_flags pie_flags)
set(KSPAWN_PIE_FLAGS -fPIE ${port_flags})

kspawn_flags(KSPAWN_BRANCH_FLAGS branch_flags)   # landing pads, in every object
kspawn_flags(KSPAWN_STACK_FLAGS stack_flags)     # what keeps interrupts on the running stack harmless
kspawn_flags(KSPAWN_PORT_FLAGS kernel_flags)     # of a kernel
# Vector registers hold the user's values. For C++ alone, since the assembler would refuse to save them.
kspawn_flags(KSPAWN_NO_FLOAT_FLAGS no_float_flags)
kspawn_flags(KSPAWN_PROGRAM_FLAGS program_flags) # of user programs without libgcc
kspawn_flags(KSPAWN_STATIC_FLAGS static_flags)   # how a Linux process is linked that leaves the user range free
kspawn_flags(KSPAWN_EXAMPLE_FLAGS example_flags) # of the example kernel
kspawn_flags(port_flags example_flags_gcc)
if(port_flags)
	list(APPEND KSPAWN_EXAMPLE_FLAGS $<$<C_COMPILER_ID:GNU>:${port_flags}>)
endif()
# The flags of KSPAWN_PORT_FLAGS that all objects of a kernel must have, its assembly too, if not all of them. The package says
# these, and leaves the rest to the kernel.
kspawn_flags(KSPAWN_SHARED_FLAGS shared_flags)
if(NOT KSPAWN_SHARED_FLAGS)
	set(KSPAWN_SHARED_FLAGS ${KSPAWN_PORT_FLAGS})
endif()
