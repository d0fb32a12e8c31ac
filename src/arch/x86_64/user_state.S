/* x86_64 user_state.S: floating point and vector registers of the running user task */
#include <kspawn/arch/frame.h>
#include "asm.h"

/* The FXSAVE area. (AMD64 manual, volume 2, 11.4.4) */
#define KSPAWN_FXSAVE_FCW 0
#define KSPAWN_FXSAVE_MXCSR 24
#define KSPAWN_FCW_INITIAL 0x37f
#define KSPAWN_MXCSR_INITIAL 0x1f80

/* void kspawn_user_init(void *state)
 * in      rdi state; lost: rax rcx rdx rdi flags
 */
function kspawn_user_init
	mov	%rdi, %rdx
	xor	%eax, %eax
	mov	$KSPAWN_USER_STATE_SIZE / KSPAWN_WORD, %ecx
	rep stosq
	movw	$KSPAWN_FCW_INITIAL, KSPAWN_FXSAVE_FCW(%rdx)
	movl	$KSPAWN_MXCSR_INITIAL, KSPAWN_FXSAVE_MXCSR(%rdx)
	ret
end kspawn_user_init

/* void kspawn_user_save(void *state)
 * in      rdi state
 */
function kspawn_user_save
	fxsave64 (%rdi)
	ret
end kspawn_user_save

/* void kspawn_user_load(const void *state)
 * in      rdi state
 */
function kspawn_user_load
	fxrstor64 (%rdi)
	ret
end kspawn_user_load
