/* tests/standalone/model_wide.h: included before all else, words that are wider than a pointer, as in MIPS n32 */
#include <kspawn/arch/frame.h>
#undef KSPAWN_WORD
#define KSPAWN_WORD 16
#undef KSPAWN_WORD_TYPE
#define KSPAWN_WORD_TYPE unsigned __int128
