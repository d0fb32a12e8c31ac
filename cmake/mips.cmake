# cmake/mips.cmake: toolchain of the mips port, o32, big-endian
set(KSPAWN_PORT mips)
include(${CMAKE_CURRENT_LIST_DIR}/toolchain.cmake)
