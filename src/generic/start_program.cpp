/* src/generic/start_program.cpp: a new program, where an ELF file's entry is code and the stack pointer all that it is told */
#include <kspawn/arch.h>
#include <kspawn/host.h>

void kspawn_start_program(kspawn_pt_regs *regs, const kspawn_program *program)
{
	kspawn_start_thread(regs, program->entry, program->sp);
}
