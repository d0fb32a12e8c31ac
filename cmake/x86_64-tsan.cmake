# cmake/x86_64-tsan.cmake: toolchain of the x86_64 port, several processors under ThreadSanitizer
set(KSPAWN_PORT x86_64)
set(KSPAWN_SANITIZE thread)
include(${CMAKE_CURRENT_LIST_DIR}/toolchain.cmake)
