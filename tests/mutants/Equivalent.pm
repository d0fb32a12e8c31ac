# tests/mutants/Equivalent.pm: the reviewed list of mutants that no test can distinguish from the original
package Equivalent;
use strict;
use warnings;

use File::Basename qw(dirname);

# Lines "FUNCTION | ORIGINAL | MUTATED | REASON", or "like LIST" for the lines of another list. FUNCTION may be several, after a
# comma, and MUTATED, after a semicolon: each of one with each of the other.
# What a linker or a variant chooses is left open: in ORIGINAL ~ is a number and ? a letter. MUTATED has the same ones in
# their order, a number in decimal; ~-4 is four less. A line stands for all that read like it, of which one survives.
sub listed
{
	my ($file) = @_;
	my @listed;
	return () unless -e $file;
	open(my $in, '<', $file) or die "mutants: $file: $!\n";
	while (<$in>) {
		next if /^\s*(?:#.*)?$/;
		chomp;
		if (/^like (\S+)$/) {
			push @listed, listed(dirname($file) . "/$1");
			next;
		}
		my @fields = split /\s*\|\s*/;
		die "mutants: $file:$.: a mutant is FUNCTION | ORIGINAL | MUTATED | REASON\n"
			unless @fields == 4 && $fields[3] =~ /\w/;
		for my $function (split /,\s*/, $fields[0]) {
			push @listed, { place => "$file:$.", function => $function, original => pattern($fields[1]), mutated => $_ }
				for split /\s*;\s*/, $fields[2];
		}
	}
	return @listed;
}

sub pattern
{
	my ($text) = @_;
	my %open = ('~' => '(-?\d+|0x[0-9a-f]+)', '?' => '([a-z])');
	return join '', map { $open{$_} // quotemeta } split //, $text;
}

sub number { $_[0] =~ /^0x/ ? hex $_[0] : $_[0] }

sub is_entry
{
	my ($mutant, $entry) = @_;
	return 0 if $entry->{function} ne $mutant->{in}{function};
	my @chosen = Mutate::shown($mutant->{in}, $mutant->{in}) =~ /^$entry->{original}$/ or return 0;
	my $mutated = $entry->{mutated};
	$mutated =~ s/(\?)|~([+-]\d+)?/$1 ? shift @chosen : number(shift @chosen) + ($2 \/\/ 0)/ge;
	return $mutated eq $mutant->{shown};
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
	my @wrong;
	for my $entry (listed($file)) {
		my @found = grep { is_entry($_, $entry) } @mutants;
		push @wrong, "$entry->{place}: there is no such mutant" unless @found;
		$_->{listed} = $entry->{place} for @found;
	}
	return @wrong;
}

1;
