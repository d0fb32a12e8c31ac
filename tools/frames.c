/* tools/frames.c: the frames of a port, compiled for their debug information */
#include <kspawn/arch/frame.h>
#include <kspawn/pt_regs.h>
#include <kspawn/fork_frame.h>

struct kspawn_fork_frame kspawn_frames_creation;
struct kspawn_switch_frame kspawn_frames_switch;
struct kspawn_pt_regs kspawn_frames_pt_regs;
