# tests/ports/riscv64/mutants.pm: what a mutation must know of the port's assembly; tests/mutants/Port.pm says what the words mean
package Port;
use strict;
use warnings;

return {
	classes => [
		[qw(ra sp gp tp zero), numbered('t', 0, 6), numbered('s', 0, 11), numbered('a', 0, 7)],
		[numbered('ft', 0, 11), numbered('fs', 0, 11), numbered('fa', 0, 7)],
	],
	opposite => { both(sd => 'ld', sw => 'lw', fsd => 'fld', frcsr => 'fscsr', csrr => 'csrw') },
	sums => { both(add => 'sub') },
	branches => { both(beqz => 'bnez', beq => 'bne', bltu => 'bgeu', blt => 'bge', bltz => 'bgez') },
	calls => [qw(jal jalr)],
	prologue => ".option norelax\n",
	# Before binutils 2.42 an immediate was not in the mnemonic: add t0,t0,8 and csrc sstatus,2.
	alias => sub { $_[0] =~ s/^(add|and|or|xor|sll|srl|sra|slt|csr[wsc])i(w?)$/$1$2/r },
};
