# tests/mutants/Candidates.pm: the mutants of an executable, as bytes that fit in the place of the original
package Candidates;
use strict;
use warnings;

use Assemble;
use Mutate;

# of_code(PORT, TOOLS, DIRECTORY, CODE): a list of {id, in, shown, offset, original, mutated}
sub of_code
{
	my ($port, $tools, $directory, $code) = @_;
	my (@candidates, @texts);
	for my $in (map { @{ $code->{functions}{$_} } } sort keys %{ $code->{functions} }) {
		for my $mutant (Mutate::mutants($port, $in)) {
			$mutant->{in} = $in;
			$mutant->{first} = @texts;
			push @texts, map { [$in->{address}, Mutate::assembly($port, $in, $_)] } @{ $mutant->{alternatives} };
			push @candidates, $mutant;
		}
	}
	my ($nop, @bytes) = Assemble::assembled($tools, $port, $directory, [0, 'nop'], @texts);
	my %seen;
	my @fitting = map { fitting($code, $_, $nop, \@bytes) } @candidates;
	return grep { !$seen{ $_->{in}{address}, $_->{mutated} }++ } @fitting;
}

# The first alternative that fits and differs; none if there is none.
sub fitting
{
	my ($code, $mutant, $nop, $bytes) = @_;
	my ($in, $first) = @{$mutant}{qw(in first)};
	my @alternatives = @{ $mutant->{alternatives} };
	my %common = (id => "$in->{function} $in->{index} $mutant->{kind}", in => $in,
		offset => $code->offset_of($in->{address}), original => $in->{bytes});
	if (!@alternatives) {
		my $mutated = padded('', $nop, $in->{size});
		return defined $mutated && $mutated ne $in->{bytes} ?
			{ %common, mutated => $mutated, shown => $mutant->{kind} } : ();
	}
	for my $i (0 .. $#alternatives) {
		my $mutated = padded($bytes->[$first + $i], $nop, $in->{size});
		next if !defined $mutated || $mutated eq $in->{bytes};
		return { %common, mutated => $mutated, shown => Mutate::shown($in, $alternatives[$i]) };
	}
	return ();
}

# With nops up to the length of the original; undef if that cannot be.
sub padded
{
	my ($bytes, $nop, $size) = @_;
	return undef unless defined $bytes;
	$bytes .= $nop while length($bytes) < $size;
	return length($bytes) == $size ? $bytes : undef;
}

1;
