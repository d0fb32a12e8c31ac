/* src/hosted/arm/sigframe.cpp: between pt_regs and the host's signal frames */
#include <cstddef>
#include <cstring>

#include <asm/unistd.h>

#include <kspawn/arch/ptrace.h>
#include <kspawn/errno.h>

#include "port.hpp"

namespace kspawn::hosted {

#ifdef __thumb__
const char port_name[] = "armv7-thumb";
#else
const char port_name[] = "arm";
#endif

namespace {

/// struct vfp_sigframe, the first record in uc_regspace. (Linux, arch/arm/include/asm/ucontext.h)
struct vfp_record {
	uint32_t magic, size;
	uint64_t d[32];
	uint32_t fpscr, fpexc, fpinst, fpinst2;
	uint64_t padding;
};
constexpr uint32_t vfp_magic = 0x56465001;
static_assert(sizeof(vfp_record) == 0x120 && sizeof(vfp_record) <= sizeof(ucontext_t::uc_regspace));
static_assert(offsetof(sigframe, uc) == 128);

/// r0 to pc are consecutive, and then cpsr, as in pt_regs.
constexpr size_t user_regs_size = KSPAWN_REGS_TLS;
static_assert(offsetof(mcontext_t, arm_cpsr) - offsetof(mcontext_t, arm_r0) == KSPAWN_REGS_CPSR);

constexpr unsigned long thumb_bit = 1;

} // namespace

void sigframe_save(sigframe &frame, const ucontext_t &context) { frame.uc = context; }

void sigframe_fresh(sigframe &frame, const void *user_state, const stack_t &signal_stack)
{
	frame.uc = {};
	frame.uc.uc_stack = signal_stack;
	const auto *state = static_cast<const unsigned char *>(user_state);
	vfp_record record = {};
	record.magic = vfp_magic;
	record.size = sizeof(record);
	memcpy(record.d, state, KSPAWN_USER_FPSCR);
	memcpy(&record.fpscr, state + KSPAWN_USER_FPSCR, sizeof(record.fpscr));
	memcpy(frame.uc.uc_regspace, &record, sizeof(record));
}

void sigframe_set_regs(sigframe &frame, const kspawn_pt_regs &regs)
{
	memcpy(&frame.uc.uc_mcontext.arm_r0, &regs, user_regs_size);
}

void regs_from_context(kspawn_pt_regs &regs, const ucontext_t &context)
{
	memcpy(&regs, &context.uc_mcontext.arm_r0, user_regs_size);
	regs.nr = uint32_t(-1);
}

uintptr_t context_pc(const ucontext_t &context) { return context.uc_mcontext.arm_pc; }

void context_call(ucontext_t &context, void (*fn)(long), long arg, uintptr_t sp)
{
	auto &m = context.uc_mcontext;
	const auto address = reinterpret_cast<uintptr_t>(fn);
	m.arm_pc = address & ~thumb_bit;
	m.arm_cpsr = KSPAWN_USER_CPSR | (address & thumb_bit ? KSPAWN_CPSR_T : 0);
	m.arm_r0 = static_cast<unsigned long>(arg);
	m.arm_r7 = 0;
	m.arm_fp = 0;
	m.arm_sp = sp;
}

/// The private call set_tls(tls)
long port_syscall(kspawn_pt_regs &regs)
{
	if (regs.nr != __ARM_NR_set_tls)
		return -KSPAWN_ENOSYS;
	regs.tls = regs.r[0];
	return 0;
}

} // namespace kspawn::hosted
