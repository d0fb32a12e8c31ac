/* tests/ports/x86_64/switch_to_any_flags.S: the trampoline of a kernel that promises nothing about flags */
#define KSPAWN_SWITCH_ANY_FLAGS
#define kspawn_ret_from_fork test_ret_from_fork_any_flags
#include "../../../src/arch/x86_64/ret_from_fork.S"
