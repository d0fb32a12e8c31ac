# cmake/riscv64-lp64d.cmake: the riscv64 port for a kernel that is compiled with -mabi=lp64d
#
#	cmake -S . -B build/riscv64-lp64d --toolchain cmake/riscv64-lp64d.cmake -DKSPAWN_TESTS=OFF
#	cmake --build build/riscv64-lp64d --target kspawn-kernel kspawn-entry
#	cmake --install build/riscv64-lp64d --prefix DIR
include(${CMAKE_CURRENT_LIST_DIR}/riscv64.cmake)
set(KSPAWN_VARIANT riscv64-lp64d)
