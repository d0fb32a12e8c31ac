# cmake/riscv64.cmake: toolchain of the riscv64 port
set(KSPAWN_PORT riscv64)
include(${CMAKE_CURRENT_LIST_DIR}/toolchain.cmake)
