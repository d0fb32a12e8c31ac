/* src/arch/common/switch_to_fp.S: the port's switch_to.S once more, with floating point */
#define SWITCH_FP
#if __has_include("switch_to.S") /* a port that is being written has none */
#include "switch_to.S"
#endif
