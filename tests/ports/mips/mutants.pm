# tests/ports/mips/mutants.pm: what a mutation must know of the port's assembly; tests/mutants/Port.pm says what the words mean
package Port;
use strict;
use warnings;

return {
	classes => [
		[qw(at v0 v1 a0 a1 a2 a3 a4 a5 a6 a7), numbered('t', 0, 9), numbered('s', 0, 8), qw(gp sp ra zero)],
		[numbered('$f', 0, 31)],
		[qw(k0 k1)],
		[qw(c0_status c0_cause c0_epc c0_badvaddr c0_ebase c0_hwrena)],
	],
	opposite => { both(sw => 'lw', sd => 'ld', sdc1 => 'ldc1', ctc1 => 'cfc1', mtc1 => 'mfc1', mtc0 => 'mfc0') },
	sums => { both(addu => 'subu', daddu => 'dsubu', add => 'sub') },
	branches => { both(beqz => 'bnez', beq => 'bne', bltz => 'bgez', bgtz => 'blez') },
	calls => [qw(bal jal jalx)],
	traps => [qw(syscall break)],
	prologue => ".set noreorder\n.set noat\n.set nomacro\n",
	respell => sub {
		my ($name) = @_;
		my %numbers = (c1_fcsr => '$31', hwr_synci_step => '$1', c0_userlocal => '$4, 2', c0_hwrena => '$7',
			c0_badvaddr => '$8', c0_status => '$12', c0_cause => '$13', c0_epc => '$14', c0_ebase => '$15, 1',
			c0_config1 => '$16, 1', c0_config2 => '$16, 2', c0_config3 => '$16, 3');
		return $numbers{$name} // ($name =~ /^(?:[a-z]\w|zero)$/ ? "\$$name" : $name);
	},
};
