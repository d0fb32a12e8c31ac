/* src/generic/start_entry.cpp: a new program, where an ELF file's entry is the address of code */
#include <kspawn/arch.h>

void kspawn_start_entry(kspawn_pt_regs *regs, uintptr_t entry, uintptr_t, uintptr_t usp)
{
	kspawn_start_thread(regs, entry, usp);
}
