# tests/ports/s390x/mutants.pm: what a mutation must know of the port's assembly; tests/mutants/Port.pm says what the words mean
package Port;
use strict;
use warnings;

return {
	classes => [
		[map { "%$_" } numbered('r', 0, 15)],
		[map { "%$_" } numbered('f', 0, 15)],
		[map { "%$_" } numbered('a', 0, 15)],
	],
	opposite => { both(stg => 'lg', stmg => 'lmg', std => 'ld', stam => 'lam', stfpc => 'lfpc') },
	sums => {},
	branches => { both(je => 'jne', cgije => 'cgijne', cgrje => 'cgrjne') },
	padding => [qw(nopr nop)],
	calls => [qw(brasl basr)],
	traps => [qw(svc)],
};
