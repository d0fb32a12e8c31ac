# tests/ports/m68k/mutants.pm: what a mutation must know of the port's assembly; tests/mutants/Port.pm says what the words mean
package Port;
use strict;
use warnings;

return {
	classes => [
		[(map { "%$_" } numbered('d', 0, 7)), (map { "%$_" } numbered('a', 0, 5)), '%fp', '%sp'],
		[map { "%$_" } numbered('fp', 0, 7)],
		[map { "%$_" } qw(fpcr fpsr fpiar)],
	],
	alias => sub { $_[0] =~ s/^movea/move/r }, # the assembler takes either
	opposite => { map { $_ => $_ } qw(movel movew moveml fmovel fmovemx) },
	memory => qr/[\@?]/,
	sums => { both(addql => 'subql', addal => 'subal') },
	branches => { both(beqs => 'bnes') },
	padding => [qw(nop)],
	calls => [qw(bsrl jsr)],
	traps => [qw(illegal)],
};
