# cmake/x86_64-asan.cmake: toolchain of the x86_64 port, the machine under AddressSanitizer and UBSan
set(KSPAWN_PORT x86_64)
set(KSPAWN_SANITIZE address,undefined)
include(${CMAKE_CURRENT_LIST_DIR}/toolchain.cmake)
