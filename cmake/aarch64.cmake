# cmake/aarch64.cmake: toolchain of the aarch64 port
set(KSPAWN_PORT aarch64)
include(${CMAKE_CURRENT_LIST_DIR}/toolchain.cmake)
