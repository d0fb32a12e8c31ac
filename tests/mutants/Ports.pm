# tests/mutants/Ports.pm: what a mutation must know of each port's assembly, in the words of its disassembler
package Ports;
use strict;
use warnings;

sub numbered { my ($prefix, $from, $to) = @_; return map { "$prefix$_" } $from .. $to }

# Pairs in both directions.
sub both { my %pairs = @_; return (%pairs, reverse %pairs) }

# Of each port's folder:
#	classes   registers that may stand for one another
#	opposite  load for store and store for load; a mnemonic that is its own opposite swaps its operands
#	sums      add for sub
#	branches  a condition and its inverse
#	pads      landing pads
#	calls     their target is another function, and not moved
#	traps     their immediate means nothing to the program
#	prologue  before the instructions
#	variants  optional: more of it for a variant of the port
#	respell   optional: an operand as the assembler wants it
#	padding   optional: padding up to an alignment, which is not in the source
#	tables    optional: functions that repeat the same lines for each entry
our %ports = (
	x86_64 => {
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
		traps => [],
		prologue => '',
	},
	aarch64 => {
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
		prologue => '',
	},
	riscv64 => {
		classes => [
			[qw(ra sp gp tp zero), numbered('t', 0, 6), numbered('s', 0, 11), numbered('a', 0, 7)],
			[numbered('ft', 0, 11), numbered('fs', 0, 11), numbered('fa', 0, 7)],
		],
		opposite => { both(sd => 'ld', sw => 'lw', fsd => 'fld', frcsr => 'fscsr', csrr => 'csrw') },
		sums => { both(add => 'sub') },
		branches => { both(beqz => 'bnez', beq => 'bne', bltu => 'bgeu', blt => 'bge', bltz => 'bgez') },
		pads => [],
		calls => [qw(jal jalr)],
		traps => [],
		prologue => ".option norelax\n",
	},
	mips => {
		classes => [
			[qw(at v0 v1 a0 a1 a2 a3 a4 a5 a6 a7), numbered('t', 0, 9), numbered('s', 0, 8), qw(gp sp ra zero)],
			[numbered('$f', 0, 31)],
			[qw(k0 k1)],
			[qw(c0_status c0_cause c0_epc c0_badvaddr c0_ebase c0_hwrena)],
		],
		opposite => { both(sw => 'lw', sd => 'ld', sdc1 => 'ldc1', ctc1 => 'cfc1', mtc1 => 'mfc1', mtc0 => 'mfc0') },
		sums => { both(addu => 'subu', daddu => 'dsubu', add => 'sub') },
		branches => { both(beqz => 'bnez', beq => 'bne', bltz => 'bgez', bgtz => 'blez') },
		pads => [],
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
	},
	arm => {
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
		pads => [],
		calls => [qw(bl blx)],
		traps => [qw(svc udf bkpt)],
		prologue => ".syntax unified\n",
		variants => { 'armv7-thumb' => ".thumb\n" },
	},
);

1;
