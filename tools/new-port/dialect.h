/* @PORT@ dialect.h: what asm.h must know of the port's assembly */
/* clang-format off */
/* missing: the words, of which asm.h says what each means; KSPAWN_LANDING_PAD where an indirect branch needs an instruction
 * to land on */

	.macro access op, register, base, offset
	.endm

#define SP
#define RETURN_ADDRESS
#define FIRST
#define KEPT_1
#define KEPT_2
#define KEPT_3
#define LOAD
#define STORE
#define COPY(to, from)
#define CALL(f)
#define CALL_AT(register)
#define JUMP(f)
#define RETURN
#define UNLESS(register, label)
#define END_OF_FRAMES
#define STOP
#define SYSTEM_CALL(number)
#define LOAD_FP
#define STORE_FP
#define WITH_FP

	.macro store_control state
	.endm

	.macro load_control state
	.endm
