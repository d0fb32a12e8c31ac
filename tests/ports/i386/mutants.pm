# tests/ports/i386/mutants.pm: what a mutation must know of the port's assembly; tests/mutants/Port.pm says what the words mean
package Port;
use strict;
use warnings;

return {
	classes => [[map { "%$_" } qw(eax ecx edx ebx ebp esi edi esp)]],
	opposite => { both(push => 'pop', pushf => 'popf', fxsave => 'fxrstor', stmxcsr => 'ldmxcsr', fnstcw => 'fldcw'),
		mov => 'mov' },
	sums => { both(add => 'sub', addl => 'subl') },
	branches => { both(je => 'jne') },
	padding => [qw(nop nopl nopw xchg)],
	tables => [qw(kspawn_entry_vectors)],
	calls => [qw(call)],
};
