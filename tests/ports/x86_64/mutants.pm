# tests/ports/x86_64/mutants.pm: what a mutation must know of the port's assembly; tests/mutants/Port.pm says what the words mean
package Port;
use strict;
use warnings;

return {
	classes => [
		[map { "%$_" } qw(rax rcx rdx rbx rbp rsi rdi rsp), numbered('r', 8, 15)],
		[map { "%$_" } qw(eax ecx edx ebx ebp esi edi esp), map { "${_}d" } numbered('r', 8, 15)],
	],
	opposite => { both(push => 'pop', pushf => 'popf', fxsave64 => 'fxrstor64', stmxcsr => 'ldmxcsr',
		fnstcw => 'fldcw', 'rep stos' => 'rep lods'), mov => 'mov' },
	sums => { both(add => 'sub') },
	branches => { both(je => 'jne', jz => 'jnz', jb => 'jae', jl => 'jge') },
	pads => [qw(endbr64)],
	padding => [qw(nop nopl nopw)],
	tables => [qw(kspawn_entry_vectors)],
	calls => [qw(call)],
};
