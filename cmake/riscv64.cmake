# cmake/riscv64.cmake: toolchain of the riscv64 port
set(KSPAWN_PORT riscv64)
set(KSPAWN_UNDER_WAY ON)
include(${CMAKE_CURRENT_LIST_DIR}/toolchain.cmake)
