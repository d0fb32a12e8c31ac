# cmake/toolchain.cmake: what the toolchain files share
#
# KSPAWN_PORT     the folder of the port
# KSPAWN_MACHINE  the emulator's name of the machine, if it is another
# KSPAWN_EMULATOR_FLAGS  of the emulator
# KSPAWN_TRIPLE   of the compilers and the binary tools, if it is no MACHINE-linux-gnu
# KSPAWN_VARIANT_FLAGS  of all compilations
# KSPAWN_SANITIZE       the sanitizers of the compiler that watch the machine
# KSPAWN_NO_KERNEL      the port's example kernels are not for this variant
# KSPAWN_PORT_INCOMPLETE ./kspawn takes the port only where --arch names it
#
# Sets KSPAWN_VARIANT, the name of the file that includes this one.

if(NOT KSPAWN_MACHINE)
	set(KSPAWN_MACHINE ${KSPAWN_PORT})
endif()
if(NOT KSPAWN_TRIPLE)
	set(KSPAWN_TRIPLE ${KSPAWN_MACHINE}-linux-gnu)
endif()
get_filename_component(KSPAWN_VARIANT ${CMAKE_PARENT_LIST_FILE} NAME_WE)
list(APPEND CMAKE_TRY_COMPILE_PLATFORM_VARIABLES KSPAWN_COMPILER)

set(KSPAWN_EMULATOR)
if(NOT CMAKE_HOST_SYSTEM_PROCESSOR STREQUAL KSPAWN_MACHINE)
	set(CMAKE_SYSTEM_NAME Linux)
	set(CMAKE_SYSTEM_PROCESSOR ${KSPAWN_MACHINE})
	separate_arguments(KSPAWN_EMULATOR UNIX_COMMAND "qemu-${KSPAWN_MACHINE} ${KSPAWN_EMULATOR_FLAGS}")
endif()

set(KSPAWN_CC ${KSPAWN_TRIPLE}-gcc)
set(KSPAWN_CXX ${KSPAWN_TRIPLE}-g++)
if(KSPAWN_COMPILER STREQUAL clang)
	set(KSPAWN_CC clang)
	set(KSPAWN_CXX clang++)
endif()
set(CMAKE_C_COMPILER ${KSPAWN_CC})
set(CMAKE_CXX_COMPILER ${KSPAWN_CXX})
set(CMAKE_ASM_COMPILER ${KSPAWN_CC})
foreach(language C CXX ASM)
	if(KSPAWN_COMPILER STREQUAL clang)
		set(CMAKE_${language}_COMPILER_TARGET ${KSPAWN_TRIPLE})
	endif()
	set(CMAKE_${language}_FLAGS_INIT "${KSPAWN_VARIANT_FLAGS}")
endforeach()
foreach(tool AR RANLIB NM OBJDUMP READELF STRIP)
	string(TOLOWER ${tool} name)
	set(CMAKE_${tool} ${KSPAWN_TRIPLE}-${name})
endforeach()

# A test passes when it exits 0 and prints its closing line: see run-test.
set(CMAKE_CROSSCOMPILING_EMULATOR ${CMAKE_CURRENT_LIST_DIR}/run-test ${KSPAWN_EMULATOR})
