# cmake/armv7-thumb.cmake: toolchain of the arm port, compiled to Thumb-2
set(KSPAWN_PORT arm)
set(KSPAWN_MACHINE arm)
set(KSPAWN_TRIPLE arm-linux-gnueabihf)
set(KSPAWN_VARIANT_FLAGS "-mthumb -Wno-psabi")
include(${CMAKE_CURRENT_LIST_DIR}/toolchain.cmake)
