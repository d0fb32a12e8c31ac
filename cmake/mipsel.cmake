# cmake/mipsel.cmake: toolchain of the mips port, o32, little-endian
set(KSPAWN_PORT mips)
set(KSPAWN_MACHINE mipsel)
set(KSPAWN_UNDER_WAY ON)
include(${CMAKE_CURRENT_LIST_DIR}/toolchain.cmake)
