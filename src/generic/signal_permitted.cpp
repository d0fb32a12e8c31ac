/* src/generic/signal_permitted.cpp: a kernel without users permits every signal */
#include <kspawn/host.h>

/* In a namespace: a kernel may have one that is static inline. */
namespace kspawn::own {

extern "C" int kspawn_signal_permitted(kspawn_task *, int) { return 0; }

} // namespace kspawn::own
