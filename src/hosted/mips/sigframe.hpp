/* src/hosted/mips/sigframe.hpp: a signal frame that rt_sigreturn takes */
#ifndef KSPAWN_SIGFRAME_HOSTED_HPP
#define KSPAWN_SIGFRAME_HOSTED_HPP

/* Offset of the floating point control word, which the exit loads. */
#if _MIPS_SIM == _ABIO32
#define KSPAWN_SIGFRAME_FCSR 708
#else
#define KSPAWN_SIGFRAME_FCSR 776
#endif

#define KSPAWN_HOST_HALVES
#define KSPAWN_CALL_GATE /* $25 has its address */
#define KSPAWN_HOST_SYSCALLS

#endif
