/* @PORT@ callee_saved.h: a list of registers to and from the stack, with its unwind information */
/* clang-format off */
/* missing: macros that store and load such a list, each register with its CFI */
