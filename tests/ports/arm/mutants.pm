# tests/ports/arm/mutants.pm: what a mutation must know of the port's assembly; tests/mutants/Port.pm says what the words mean
package Port;
use strict;
use warnings;

return {
	classes => [
		[numbered('r', 0, 9), qw(sl fp ip sp lr)],
		[numbered('s', 0, 31)],
		[numbered('d', 0, 31)],
	],
	opposite => { both(str => 'ldr', strd => 'ldrd', push => 'pop', stmia => 'ldmia', ldmdb => 'stmdb',
		vstr => 'vldr', vpush => 'vpop', vstmia => 'vldmia', mcr => 'mrc', 'str.w' => 'ldr.w',
		'stmdb.w' => 'ldmdb.w', 'stmia.w' => 'ldmia.w') },
	sums => { both(add => 'sub', adds => 'subs', addw => 'subw', 'add.w' => 'sub.w') },
	branches => { both(beq => 'bne', cbz => 'cbnz', 'beq.n' => 'bne.n', bcs => 'bcc') },
	calls => [qw(bl blx)],
	traps => [qw(svc udf bkpt)],
	prologue => ".syntax unified\n",
	linked => ['armeb'], # BE8 has little-endian instructions, its objects big-endian ones (AAELF32, 5.3)
	variants => { 'armv7-thumb' => ".thumb\n" },
};
