/* src/arch/common/entry_skeleton.h: what an entry does alike on many ports, in the port's words
 *
 * A port's entry.S defines, besides the words of dialect.h, before it includes this:
 *
 *	INTERRUPTS_OFF        an instruction
 *	UNLESS_TRUE(label)    branches if the result of a call is false
 *	ENTER_CALLED          what a function that was called begins with, if its first argument is elsewhere than FIRST: moves it
 *	                      to KEPT_1, and makes room for the arguments of its calls
 *
 * and macros: cfi_interrupted, note_call (stores the number of a system call), return_to_kernel and return_to_program,
 * which load all registers from pt_regs. The vectors jump to kspawn_entry_from_kernel, _trapped and _call with pt_regs in
 * both registers, cause and detail in the arguments after it, and above a program with END_OF_FRAMES done. */
/* clang-format off */
#ifndef ENTER_CALLED
#define ENTER_CALLED COPY(KEPT_1, FIRST)
#endif

function kspawn_entry_from_kernel
	cfi_interrupted
	CALL(kspawn_entry_trap)
	return_to_kernel
end kspawn_entry_from_kernel

function kspawn_entry_trapped
	cfi_interrupted
	CALL(kspawn_entry_trap)
	JUMP(kspawn_entry_exit)
end kspawn_entry_trapped

function kspawn_entry_call
	cfi_interrupted
	note_call
	CALL(kspawn_entry_syscall)
	JUMP(kspawn_entry_exit)
end kspawn_entry_call

/* void kspawn_return_to_user(struct kspawn_pt_regs *regs) */
function kspawn_return_to_user, RETURN_ADDRESS
	INTERRUPTS_OFF
	ENTER_CALLED
	END_OF_FRAMES
	JUMP(kspawn_entry_exit)
end kspawn_return_to_user

/* in      pt_regs of a program in the kept register */
function kspawn_entry_exit, RETURN_ADDRESS
	COPY(FIRST, KEPT_1)
	CALL(kspawn_entry_exit_to_user)
	COPY(FIRST, KEPT_1)
	CALL(kspawn_pt_regs_valid)
	UNLESS_TRUE(1f)
	return_to_program
1:	CALL(kspawn_entry_invalid)
	STOP
end kspawn_entry_exit
