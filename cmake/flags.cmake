# cmake/flags.cmake: the flags of each flavour, and why

# The core in any flavour: no runtime library, nothing set up before main, and
# unwind tables so that a debugger sees where a task sleeps.
set(KSPAWN_FLAGS -ffreestanding -fno-exceptions -fno-rtti -fno-threadsafe-statics -fno-stack-protector
	-fasynchronous-unwind-tables)

# Landing pads: one object without the note takes the property from the whole
# kernel. Nothing claims a shadow stack, which the switch leaves alone.
set(KSPAWN_BRANCH_FLAGS_x86_64 -fcf-protection=branch)
set(KSPAWN_BRANCH_FLAGS_aarch64 -mbranch-protection=bti)

# A kernel: interrupts land on the running stack (no red zone), vector registers
# hold the user's values, alignment is not fixed up before the MMU is on, and
# atomics come without calls into libgcc.
set(KSPAWN_KERNEL_FLAGS_x86_64 -mno-red-zone)
set(KSPAWN_KERNEL_FLAGS_aarch64 -mno-outline-atomics -mstrict-align)

# Kept from the assembler, which would refuse to save a user's vector registers.
set(KSPAWN_NO_FLOAT_FLAGS -mgeneral-regs-only)

# Fits both a kernel at a fixed address and one linked with -pie -z text.
set(KSPAWN_PIE_FLAGS -fPIE)
