# cmake/kspawn.cmake: the core as a plain list of sources, for a kernel's own flags
#
#	set(KSPAWN_PORT x86_64)
#	include(kspawn/cmake/kspawn.cmake)
#	add_library(processes STATIC ${KSPAWN_SOURCES})
#	target_include_directories(processes PUBLIC ${KSPAWN_PUBLIC_INCLUDE_DIRS} PRIVATE ${KSPAWN_PRIVATE_INCLUDE_DIRS})
#
# A static library, since a kernel links only the objects of what it calls, and its own hooks in place of the defaults.
#
# KSPAWN_ENTRY_SOURCES are the library's own entry and return to user mode, for a
# kernel that has none (<kspawn/entry.h>); empty where the port has none yet.
# KSPAWN_FLAGS are what the core's C++ cannot do without, KSPAWN_PORT_FLAGS what a
# kernel on this port needs of its compiler. docs: docs/linking.md.

include(${CMAKE_CURRENT_LIST_DIR}/overlay.cmake)
get_filename_component(KSPAWN_ROOT ${CMAKE_CURRENT_LIST_DIR} DIRECTORY)

if(NOT KSPAWN_PORT OR NOT IS_DIRECTORY ${KSPAWN_ROOT}/src/arch/${KSPAWN_PORT}/include)
	file(GLOB KSPAWN_PORTS RELATIVE ${KSPAWN_ROOT}/src/arch ${KSPAWN_ROOT}/src/arch/*)
	list(REMOVE_ITEM KSPAWN_PORTS common)
	message(FATAL_ERROR "kspawn: no port '${KSPAWN_PORT}'; set KSPAWN_PORT to one of: ${KSPAWN_PORTS}")
endif()

include(${CMAKE_CURRENT_LIST_DIR}/flags.cmake)
kspawn_overlay(KSPAWN_SOURCES ${KSPAWN_ROOT}/src/generic ${KSPAWN_ROOT}/src/arch/common
	${KSPAWN_ROOT}/src/arch/${KSPAWN_PORT})
kspawn_overlay(KSPAWN_ENTRY_SOURCES ${KSPAWN_ROOT}/src/entry/${KSPAWN_PORT})
set(KSPAWN_PUBLIC_INCLUDE_DIRS ${KSPAWN_ROOT}/include ${KSPAWN_ROOT}/src/arch/${KSPAWN_PORT}/include)
set(KSPAWN_PRIVATE_INCLUDE_DIRS ${KSPAWN_ROOT}/src/arch/common ${KSPAWN_ROOT}/src/arch/${KSPAWN_PORT})
set(KSPAWN_INCLUDE_DIRS ${KSPAWN_PUBLIC_INCLUDE_DIRS} ${KSPAWN_PRIVATE_INCLUDE_DIRS})
