/* src/arch/common/switch_form.h: the names in a port's switch_to.S, which is assembled twice
 *
 * It is kspawn_switch_to, and with SWITCH_FP, which switch_to_fp.S defines, kspawn_switch_to_fp. FP(...) is a line of
 * that form alone. */
#ifdef SWITCH_FP
#define SWITCH_TO kspawn_switch_to_fp
#define SWITCH_RESUME kspawn_switch_to_fp_resume
#define SWITCH_SIZE KSPAWN_SWITCH_FP_SIZE
#define FP(...) __VA_ARGS__
#else
#define SWITCH_TO kspawn_switch_to
#define SWITCH_RESUME kspawn_switch_to_resume
#define SWITCH_SIZE KSPAWN_SWITCH_SIZE
#define FP(...)
#endif
