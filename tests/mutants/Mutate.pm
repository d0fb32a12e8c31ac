# tests/mutants/Mutate.pm: from one instruction, the instructions that a mistake might have produced
package Mutate;
use strict;
use warnings;
no warnings 'portable';

# How many substitutes are offered for one that does not assemble or does not fit.
my $substitutes = 8;

# mutants(PORT, INSTRUCTION): a list of {kind, alternatives}, the alternatives being
# {mnemonic, operands, target}; the first that can be assembled and fits is the mutant.
sub mutants
{
	my ($port, $in) = @_;
	return () if is_one_of($in->{mnemonic}, $port->{padding} // []);
	return (
		{ kind => 'deleted', alternatives => [] },
		immediates($port, $in),
		targets($port, $in),
		registers($port, $in),
		opposites($port, $in),
		renamed('sum', $port->{sums}, $in),
		renamed('branch', $port->{branches}, $in),
	);
}

sub variant
{
	my ($in, %changes) = @_;
	return { mnemonic => $in->{mnemonic}, operands => $in->{operands}, target => $in->{target}, %changes };
}

sub is_one_of
{
	my ($word, $list) = @_;
	return scalar grep { $_ eq $word } @$list;
}

# Every number and 8 more or less; where the encoding counts in larger units, one unit.
sub immediates
{
	my ($port, $in) = @_;
	return () if is_one_of($in->{mnemonic}, [@{ $port->{traps} }, @{ $port->{calls} }]);
	my ($text, @mutants, $n) = ($in->{operands});
	while ($text =~ /(?<![\w.%\@])(-?(?:0x[0-9a-f]+|\d+))\b/g) {
		my ($at, $length, $value) = ($-[1], length $1, number($1));
		$n++;
		for my $sign (1, -1) {
			my @texts;
			for my $by (8, 16, 1) {
				push @texts, $text;
				substr($texts[-1], $at, $length) = $value + $sign * $by;
			}
			push @mutants, { kind => "immediate $n " . ($sign > 0 ? '+' : '-'),
				alternatives => [map { variant($in, operands => $_) } @texts] };
		}
	}
	# What loads its whole high part is not written as a sum.
	return @mutants;
}

sub number
{
	my ($text) = @_;
	my $negative = $text =~ s/^-//;
	my $value = $text =~ /^0x/ ? unpack('q', pack('Q', hex $text)) : $text;
	return $negative ? -$value : $value;
}

# An address 8 more or less, or a page; a branch to the instruction before or after its target. What is before another
# function is padding, which does no harm.
sub targets
{
	my ($port, $in) = @_;
	return () unless defined $in->{target} && !is_one_of($in->{mnemonic}, $port->{calls});
	my @all = @{ $in->{all} };
	my ($place) = grep { $all[$_] == $in->{target} } 0 .. $#all;
	my $is_jump = $in->{mnemonic} !~ /^(?:adrp?|lea|mov|ldr)/;
	my $is_branch = defined $place && $is_jump;
	my @mutants;
	for my $sign (1, -1) {
		next if $is_jump && !$is_branch && $sign < 0;
		my @targets = map { $in->{target} + $sign * $_ } 8, 4096;
		if ($is_branch) {
			next if $place + $sign < 0 || $place + $sign > $#all;
			@targets = ($all[$place + $sign]);
		}
		push @mutants, { kind => 'target ' . ($sign > 0 ? '+' : '-'),
			alternatives => [map { variant($in, target => $_) } @targets] };
	}
	return @mutants;
}

# Each register, and the next of its class upwards and downwards that can stand there.
sub registers
{
	my ($port, $in) = @_;
	my ($text, @mutants, $n) = ($in->{operands});
	while ($text =~ /(?<!\w)([%\$]?[a-z]\w*)/g) {
		my ($at, $name) = ($-[1], $1);
		for my $class (@{ $port->{classes} }) {
			my ($place) = grep { $class->[$_] eq $name } 0 .. $#$class;
			next unless defined $place;
			$n++;
			for my $sign (1, -1) {
				my @names = map { $class->[($place + $sign * $_) % @$class] } 1 .. $substitutes;
				push @mutants, { kind => "register $n " . ($sign > 0 ? 'up' : 'down'),
					alternatives => [map { replaced($in, $at, $name, $_) } @names] };
			}
		}
	}
	return @mutants;
}

sub replaced
{
	my ($in, $at, $old, $new) = @_;
	my $text = $in->{operands};
	substr($text, $at, length $old) = $new;
	return variant($in, operands => $text);
}

# Load for store and store for load.
sub opposites
{
	my ($port, $in) = @_;
	my $other = $port->{opposite}{ $in->{mnemonic} } or return ();
	my $operands = $in->{operands};
	if ($other eq $in->{mnemonic}) {
		my ($first, $second) = $operands =~ /^([^(]*(?:\([^)]*\))?),([^(]*(?:\([^)]*\))?)$/ or return ();
		return () unless $operands =~ ($port->{memory} // qr/\(/) && $operands !~ /[\$#]/;
		$operands = "$second,$first";
	} elsif ($other =~ /^m[rs][rs]$/ || $other =~ /^rep/) {
		$operands = join ',', reverse split /,\s*/, $operands;
	}
	return { kind => 'opposite', alternatives => [variant($in, mnemonic => $other, operands => $operands)] };
}

sub renamed
{
	my ($kind, $pairs, $in) = @_;
	my $other = $pairs->{ $in->{mnemonic} } or return ();
	return { kind => $kind, alternatives => [variant($in, mnemonic => $other)] };
}

# A variant for the assembler, placed at the address of the instruction.
sub assembly
{
	my ($port, $in, $variant) = @_;
	my $operands = $variant->{operands};
	if (defined $variant->{target}) {
		my $distance = $variant->{target} - $in->{address};
		my $rip = $distance - $in->{size};
		$operands =~ s/\?\(%rip\)/$rip(%rip)/;
		$operands =~ s/\?/.+($distance)/;
	}
	$operands =~ s/(?<!\w)([%\$]?[a-z]\w*)/$port->{respell}->($1)/ge if $port->{respell};
	return "$variant->{mnemonic} $operands";
}

# A variant for readers: a name and an offset for an address.
sub shown
{
	my ($in, $variant) = @_;
	my $operands = $variant->{operands};
	if (defined $variant->{target}) {
		my ($name, $offset) = $in->{symbol} =~ /^(.*?)(?:\+0x([0-9a-f]+))?$/;
		$offset = hex($offset // 0) + $variant->{target} - $in->{target};
		$operands =~ s/\?/$name . ($offset ? sprintf '%+d', $offset : '')/e;
	}
	return $operands eq '' ? $variant->{mnemonic} : "$variant->{mnemonic} $operands";
}

1;
