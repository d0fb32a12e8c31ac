/* @PORT@ callee_saved.h: how a register goes to and from memory, for lists of them */
/* clang-format off */
/* missing: the macro `access` of src/arch/common/lists.h, and that header */
