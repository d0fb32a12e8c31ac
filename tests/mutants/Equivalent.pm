# tests/mutants/Equivalent.pm: the reviewed list of mutants that no test can tell from the original
package Equivalent;
use strict;
use warnings;

# Lines "FUNCTION | ORIGINAL | MUTATED | REASON".
sub listed
{
	my ($file) = @_;
	my @listed;
	return () unless -e $file;
	open(my $in, '<', $file) or die "mutants: $file: $!\n";
	while (<$in>) {
		next if /^\s*(?:#.*)?$/;
		chomp;
		my @fields = split /\s*\|\s*/;
		die "mutants: $file:$.: a mutant is FUNCTION | ORIGINAL | MUTATED | REASON\n"
			unless @fields == 4 && $fields[3] =~ /\w/;
		push @listed, { place => "$file:$.", key => join(' | ', @fields[0 .. 2]) };
	}
	return @listed;
}

sub key
{
	my ($mutant) = @_;
	return join ' | ', $mutant->{in}{function}, Mutate::shown($mutant->{in}, $mutant->{in}), $mutant->{shown};
}

# Marks the mutants that are listed; returns what is wrong with the list itself.
sub mark
{
	my ($file, @mutants) = @_;
	my %by_key;
	push @{ $by_key{ key($_) } }, $_ for @mutants;
	my @wrong;
	for my $entry (listed($file)) {
		my $found = $by_key{ $entry->{key} };
		push @wrong, "$entry->{place}: there is no such mutant" unless $found;
		$_->{listed} = $entry->{place} for @{ $found // [] };
	}
	return @wrong;
}

1;
