/* powerpc start_program.cpp: what a program finds in registers besides the stack pointer */
#include <kspawn/arch.h>
#include <kspawn/host.h>
#include <kspawn/pt_regs.h>

namespace {

/// In ELFv1 the entry is a descriptor in the program's memory. Without one the program faults at its first instruction.
/// (64-bit PowerPC ELF ABI Supplement, 4.1)
[[maybe_unused]] void enter_descriptor(kspawn_pt_regs *regs, const kspawn_program *program)
{
	uintptr_t descriptor[2] = {};
	if (kspawn_copy_from_user(descriptor, program->entry, sizeof descriptor))
		return;
	kspawn_pt_regs_set_ip(regs, descriptor[0] + program->bias);
	regs->r[2] = descriptor[1] + program->bias;
}

} // namespace

void kspawn_start_program(kspawn_pt_regs *regs, const kspawn_program *program)
{
	kspawn_start_thread(regs, program->entry, program->sp);
#if KSPAWN_WORD == 8 && _CALL_ELF == 2
	regs->r[12] = program->entry; /* OpenPOWER ELFv2 ABI, 2.3.2.1 */
#elif KSPAWN_WORD == 8
	enter_descriptor(regs, program);
#endif
}
