# tests/ports/loongarch64/mutants.pm: what a mutation must know of the port's assembly; tests/mutants/Port.pm says what the
# words mean
package Port;
use strict;
use warnings;

return {
	classes => [
		[map { "\$$_" } qw(ra tp sp r21 fp zero), numbered('t', 0, 8), numbered('s', 0, 8), numbered('a', 0, 7)],
		[map { "\$$_" } numbered('ft', 0, 15), numbered('fs', 0, 7), numbered('fa', 0, 7)],
		[map { "\$$_" } numbered('fcc', 0, 7)],
	],
	opposite => { both('st.d' => 'ld.d', 'st.w' => 'ld.w', 'st.b' => 'ld.b', 'fst.d' => 'fld.d') },
	sums => { both('add.d' => 'sub.d') },
	branches => { both(beqz => 'bnez', beq => 'bne', bltu => 'bgeu', blt => 'bge') },
	calls => [qw(bl jirl)],
	traps => [qw(syscall break)],
};
