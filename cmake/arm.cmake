# cmake/arm.cmake: toolchain of the arm port
set(KSPAWN_PORT arm)
set(KSPAWN_TRIPLE arm-linux-gnueabihf)
set(KSPAWN_VARIANT_FLAGS "-marm -Wno-psabi")
include(${CMAKE_CURRENT_LIST_DIR}/toolchain.cmake)
