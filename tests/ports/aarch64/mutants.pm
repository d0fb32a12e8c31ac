# tests/ports/aarch64/mutants.pm: what a mutation must know of the port's assembly; tests/mutants/Port.pm says what the words mean
package Port;
use strict;
use warnings;

return {
	classes => [
		[numbered('x', 0, 30), 'sp', 'xzr'],
		[numbered('w', 0, 30), 'wzr'],
		[numbered('q', 0, 31)],
		[numbered('d', 0, 31)],
		[qw(fpcr fpsr nzcv tpidr_el0)],
	],
	opposite => { both(str => 'ldr', stp => 'ldp', mrs => 'msr') },
	sums => { both(add => 'sub') },
	branches => { both('b.eq' => 'b.ne', cbz => 'cbnz', 'b.lt' => 'b.ge') },
	pads => [qw(bti)],
	calls => [qw(bl)],
	traps => [qw(svc brk)],
};
