/* @PORT@ dialect.h: what asm.h must know of the port's assembly */
/* clang-format off */
/* missing: the macro `access`; KSPAWN_LANDING_PAD where an indirect branch needs an instruction to land on */
