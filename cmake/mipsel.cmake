# cmake/mipsel.cmake: toolchain of the mips port, o32, little-endian
set(KSPAWN_PORT mips)
set(KSPAWN_MACHINE mipsel)
include(${CMAKE_CURRENT_LIST_DIR}/toolchain.cmake)
