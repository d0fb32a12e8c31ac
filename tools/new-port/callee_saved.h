/* @PORT@ callee_saved.h: a list of registers to and from the stack, with its unwind information */
/* missing: macros that store and load such a list, each register with its CFI */
