# cmake/mips64el.cmake: toolchain of the mips port, n64, little-endian
set(KSPAWN_PORT mips)
set(KSPAWN_MACHINE mips64el)
set(KSPAWN_TRIPLE mips64el-linux-gnuabi64)
# FCSR of QEMU's own choice, 5KEf, cannot be written.
set(KSPAWN_EMULATOR_FLAGS "-cpu MIPS64R2-generic")
set(KSPAWN_NO_KERNEL ON)
include(${CMAKE_CURRENT_LIST_DIR}/toolchain.cmake)
