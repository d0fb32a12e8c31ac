/* kspawn.h: the headers of which bindgen makes Rust's */
#include <kspawn/arch.h>
#include <kspawn/host.h>
#include <kspawn/kthread.h>
#include <kspawn/task.h>
