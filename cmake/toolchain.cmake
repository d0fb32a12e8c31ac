# cmake/toolchain.cmake: the compilers and the emulator of a port's variant
#
#	cmake -S . -B build/riscv64 --toolchain cmake/toolchain.cmake -DKSPAWN_VARIANT=riscv64
#
# KSPAWN_VARIANT  the file src/arch/*/VARIANT.conf, which says all that is set here; without it, this computer's
# KSPAWN_COMPILER  clang: Clang in place of the port's own compiler
# KSPAWN_EMULATED  ON: through QEMU, as on a computer of another kind, although this one runs the port
include(${CMAKE_CURRENT_LIST_DIR}/conf.cmake)

if(NOT KSPAWN_VARIANT)
	set(KSPAWN_VARIANT ${CMAKE_HOST_SYSTEM_PROCESSOR})
endif()
kspawn_find_port(KSPAWN_PORT ${KSPAWN_VARIANT})
if(NOT KSPAWN_PORT)
	message(FATAL_ERROR "kspawn: there is no src/arch/*/${KSPAWN_VARIANT}.conf; set KSPAWN_VARIANT to the name of such a file")
endif()
kspawn_read_conf(${KSPAWN_PORT} ${KSPAWN_VARIANT})
kspawn_conf_compilers()
list(APPEND CMAKE_TRY_COMPILE_PLATFORM_VARIABLES KSPAWN_COMPILER KSPAWN_VARIANT KSPAWN_EMULATED)

set(KSPAWN_EMULATOR)
if(KSPAWN_EMULATED OR NOT CMAKE_HOST_SYSTEM_PROCESSOR STREQUAL KSPAWN_CONF_machine)
	set(CMAKE_SYSTEM_NAME Linux)
	set(CMAKE_SYSTEM_PROCESSOR ${KSPAWN_CONF_machine})
	separate_arguments(KSPAWN_EMULATOR UNIX_COMMAND "qemu-${KSPAWN_CONF_machine} ${KSPAWN_CONF_emulator_flags}")
endif()

set(KSPAWN_WITH_CLANG)
if(KSPAWN_COMPILER STREQUAL clang OR KSPAWN_CONF_compiler MATCHES "^clang")
	set(KSPAWN_WITH_CLANG ON)
endif()
separate_arguments(CMAKE_C_COMPILER UNIX_COMMAND "${KSPAWN_CC}")
separate_arguments(CMAKE_CXX_COMPILER UNIX_COMMAND "${KSPAWN_CXX}")
if(KSPAWN_WITH_CLANG)
	separate_arguments(CMAKE_C_COMPILER UNIX_COMMAND "${KSPAWN_CLANG_CC}")
	separate_arguments(CMAKE_CXX_COMPILER UNIX_COMMAND "${KSPAWN_CLANG_CXX}")
endif()
list(GET CMAKE_C_COMPILER 0 CMAKE_C_COMPILER)
list(GET CMAKE_CXX_COMPILER 0 CMAKE_CXX_COMPILER)
set(CMAKE_ASM_COMPILER ${CMAKE_C_COMPILER})
foreach(language C CXX ASM)
	if(KSPAWN_WITH_CLANG)
		set(CMAKE_${language}_COMPILER_TARGET ${KSPAWN_CONF_triple})
	endif()
	set(CMAKE_${language}_FLAGS_INIT "${KSPAWN_CONF_compile_flags}")
endforeach()
set(CMAKE_EXE_LINKER_FLAGS_INIT "${KSPAWN_LINKER_FLAGS}")
foreach(tool AR RANLIB NM OBJCOPY OBJDUMP READELF STRIP ADDR2LINE)
	string(TOLOWER ${tool} name)
	set(CMAKE_${tool} ${KSPAWN_TOOL_PREFIX}${name}${KSPAWN_TOOL_SUFFIX})
endforeach()

# What CMake tries out must not need a C library.
if(KSPAWN_CONF_tier EQUAL 1)
	set(CMAKE_TRY_COMPILE_TARGET_TYPE STATIC_LIBRARY)
endif()

# A test passes when it exits 0 and prints its closing line: see run-test.
set(CMAKE_CROSSCOMPILING_EMULATOR ${CMAKE_CURRENT_LIST_DIR}/run-test ${KSPAWN_EMULATOR})
