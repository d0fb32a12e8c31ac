/* src/hosted/arm/sigframe.hpp: what the port has of src/hosted/port.hpp */
#define KSPAWN_HOST_SYSCALLS
