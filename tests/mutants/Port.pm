# tests/mutants/Port.pm: what a mutation must know of a port's assembly, in the words of its disassembler
package Port;
use strict;
use warnings;

sub numbered { my ($prefix, $from, $to) = @_; return map { "$prefix$_" } $from .. $to }

# Pairs in both directions.
sub both { my %pairs = @_; return (%pairs, reverse %pairs) }

# tests/ports/PORT/mutants.pm returns a hash of
#	classes   registers that may stand for one another
#	opposite  load for store and store for load; a mnemonic that is its own opposite swaps its operands
#	memory    optional: how an operand in memory looks, if not with a parenthesis
#	sums      add for sub
#	branches  a condition and its inverse
#	pads      optional: landing pads
#	calls     their target is another function, and not moved
#	traps     optional: their immediate means nothing to the program
#	prologue  optional: before the instructions
#	variants  optional: more of it for a variant of the port
#	linked    optional: variants whose linker changes the byte order of instructions
#	respell   optional: an operand as the assembler accepts it
#	alias     optional: a mnemonic as all versions of the disassembler have it
#	padding   optional: padding up to an alignment, which is not in the source
#	tables    optional: functions that repeat the same lines for each entry
sub load
{
	my ($source, $folder) = @_;
	my $file = "$source/tests/ports/$folder/mutants.pm";
	my $port = do $file // die 'mutants: ', $@ || "$file: $!", "\n";
	return { pads => [], traps => [], prologue => '', %{$port} };
}

1;
