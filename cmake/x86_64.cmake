# cmake/x86_64.cmake: toolchain of the x86_64 port
set(KSPAWN_PORT x86_64)
include(${CMAKE_CURRENT_LIST_DIR}/toolchain.cmake)
