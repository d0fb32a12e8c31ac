# tests/ports/powerpc/mutants.pm: what a mutation must know of the port's assembly; tests/mutants/Port.pm says what the words mean
package Port;
use strict;
use warnings;

return {
	classes => [
		[numbered('r', 0, 31)],
		[numbered('f', 0, 31)],
	],
	opposite => { both(stw => 'lwz', std => 'ld', stfd => 'lfd', mflr => 'mtlr', mffs => 'mtfsf') },
	sums => {},
	branches => { both(beq => 'bne') },
	padding => [qw(nop .long)], # the words of a traceback table
	calls => [qw(bl bctrl)],
	traps => [qw(sc trap)],
	respell => sub { my ($name) = @_; return $name =~ /^[rf]\d+$/ ? "%$name" : $name },
};
