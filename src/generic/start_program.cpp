/* src/generic/start_program.cpp: starts a program whose ELF entry is the address of code, and which gets only a stack pointer */
#include <kspawn/arch.h>
#include <kspawn/host.h>

void kspawn_start_program(kspawn_pt_regs *regs, const kspawn_program *program)
{
	kspawn_start_thread(regs, program->entry, program->sp);
}
